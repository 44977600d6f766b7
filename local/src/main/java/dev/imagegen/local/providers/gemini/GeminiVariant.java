package dev.imagegen.local.providers.gemini;

/** What is odd about an answer: always the same for the same prompt and seed. */
record GeminiVariant(boolean jpeg, boolean thought, boolean text) {

    static GeminiVariant of(GeminiOrder order) {
        int number = Math.floorMod(order.prompt().hashCode() * 31 + order.seed(), 8);
        boolean changeable = order.model().changeable();
        return new GeminiVariant(changeable && (number & 1) != 0, changeable && (number & 2) != 0, changeable && (number & 4) != 0);
    }
}
