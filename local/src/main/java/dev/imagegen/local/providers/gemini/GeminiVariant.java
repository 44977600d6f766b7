package dev.imagegen.local.providers.gemini;

/** What is odd about an answer: always the same for the same prompt and seed. */
record GeminiVariant(boolean jpeg, boolean thought, boolean text) {

    static GeminiVariant of(GeminiOrder order) {
        int number = order.model().changeable() ? order.prompt().hashCode() * 31 + order.seed() : 0;
        return new GeminiVariant((number & 1) != 0, (number & 2) != 0, (number & 4) != 0);
    }
}
