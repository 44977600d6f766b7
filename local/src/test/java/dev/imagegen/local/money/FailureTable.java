package dev.imagegen.local.money;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What everything that can go wrong has to come to, with every model by every engine that makes it. */
final class FailureTable {

    /** Read once: some hundred thousand rows come from it. */
    static final Catalog CATALOG = Catalog.load();

    /**
     * How it ends; how often it was submitted; how many pictures the provider made and bills; how many of them the books have as
     * the operator's possible spend, which says {@code may bill}; for what the operator is called.
     */
    private static final String TABLE = """
            flux             | refuse-input    | content_refused     | 1 | 0 | -              | -
            flux             | refuse-output   | content_refused     | 1 | 1 | may bill       | -
            flux             | rate-limit      | provider_overloaded | 6 | 0 | -              | -
            flux             | rate-limit-2s   | provider_overloaded | 6 | 0 | -              | -
            flux             | overload        | provider_overloaded | 1 | 0 | may bill       | -
            flux             | overload-2s     | provider_overloaded | 4 | 0 | -              | -
            flux             | overload-billed | provider_overloaded | 1 | 1 | may bill       | -
            flux             | break           | provider_failed     | 1 | 1 | may bill       | -
            flux             | no-funds        | provider_failed     | 1 | 0 | -              | FUNDS
            flux             | bad-key         | provider_failed     | 1 | 0 | -              | CREDENTIALS
            flux             | retired         | provider_failed     | 1 | 0 | -              | RETIRED
            flux             | wrong-address   | provider_failed     | 1 | 0 | -              | NOT_FOUND
            flux             | reject          | provider_failed     | 1 | 0 | -              | REJECTED
            flux             | cut-before      | outcome_unknown     | 1 | 0 | may bill       | -
            flux             | cut             | outcome_unknown     | 1 | 1 | may bill       | -
            flux             | cut-middle      | outcome_unknown     | 1 | 1 | may bill       | -
            flux             | empty           | provider_failed     | 1 | 1 | may bill       | -
            flux             | prose           | provider_failed     | 1 | 1 | may bill       | -
            flux             | wrong-size      | other size          | 1 | 1 | -              | -
            flux             | garbage         | provider_failed     | 1 | 1 | may bill       | -
            flux             | expired         | completed           | 1 | 1 | -              | -
            flux             | never           | outcome_unknown     | 1 | 0 | may bill       | -
            recraft          | refuse-input    | content_refused     | 1 | 0 | -              | -
            recraft          | refuse-output   | content_refused     | 1 | 1 | may bill       | -
            recraft          | rate-limit      | provider_overloaded | 6 | 0 | -              | -
            recraft          | rate-limit-2s   | provider_overloaded | 6 | 0 | -              | -
            recraft          | overload        | provider_overloaded | 1 | 0 | may bill       | -
            recraft          | overload-2s     | provider_overloaded | 4 | 0 | -              | -
            recraft          | overload-billed | provider_overloaded | 1 | 1 | may bill       | -
            recraft          | break           | provider_failed     | 1 | 1 | may bill       | -
            recraft          | no-funds        | provider_failed     | 1 | 0 | -              | FUNDS
            recraft          | bad-key         | provider_failed     | 1 | 0 | -              | CREDENTIALS
            recraft          | retired         | provider_failed     | 1 | 0 | -              | RETIRED
            recraft          | wrong-address   | provider_failed     | 1 | 0 | -              | NOT_FOUND
            recraft          | reject          | provider_failed     | 1 | 0 | -              | REJECTED
            recraft          | cut-before      | outcome_unknown     | 1 | 0 | may bill       | -
            recraft          | cut             | outcome_unknown     | 1 | 1 | may bill       | -
            recraft          | cut-middle      | outcome_unknown     | 1 | 1 | may bill       | -
            recraft          | empty           | provider_failed     | 1 | 0 | may bill       | -
            recraft          | prose           | provider_failed     | 1 | 0 | may bill       | -
            recraft          | wrong-size      | other size          | 1 | 1 | -              | -
            recraft          | garbage         | provider_failed     | 1 | 1 | may bill       | -
            recraft          | expired         | completed           | 1 | 1 | -              | -
            recraft          | never           | completed           | 1 | 1 | -              | -
            gpt              | refuse-input    | content_refused     | 1 | 0 | -              | -
            gpt              | refuse-output   | content_refused     | 1 | 1 | may bill       | -
            gpt              | rate-limit      | provider_overloaded | 6 | 0 | -              | -
            gpt              | rate-limit-2s   | provider_overloaded | 6 | 0 | -              | -
            gpt              | overload        | provider_overloaded | 1 | 0 | may bill       | -
            gpt              | overload-2s     | provider_overloaded | 4 | 0 | -              | -
            gpt              | overload-billed | provider_overloaded | 1 | 1 | may bill       | -
            gpt              | break           | provider_failed     | 1 | 1 | may bill       | -
            gpt              | no-funds        | provider_failed     | 1 | 0 | -              | FUNDS
            gpt              | bad-key         | provider_failed     | 1 | 0 | -              | CREDENTIALS
            gpt              | retired         | provider_failed     | 1 | 0 | -              | RETIRED
            gpt              | wrong-address   | provider_failed     | 1 | 0 | -              | NOT_FOUND
            gpt              | reject          | provider_failed     | 1 | 0 | -              | REJECTED
            gpt              | cut-before      | outcome_unknown     | 1 | 0 | may bill       | -
            gpt              | cut             | outcome_unknown     | 1 | 1 | may bill       | -
            gpt              | cut-middle      | outcome_unknown     | 1 | 1 | may bill       | -
            gpt              | empty           | provider_failed     | 1 | 0 | may bill       | -
            gpt              | prose           | provider_failed     | 1 | 0 | may bill       | -
            gpt              | wrong-size      | other size          | 1 | 1 | -              | -
            gpt              | garbage         | provider_failed     | 1 | 1 | may bill       | -
            gpt              | expired         | completed           | 1 | 1 | -              | -
            gpt              | never           | completed           | 1 | 1 | -              | -
            nano             | refuse-input    | content_refused     | 1 | 0 | -              | -
            nano             | refuse-output   | content_refused     | 1 | 0 | may bill       | -
            nano             | rate-limit      | provider_overloaded | 6 | 0 | -              | -
            nano             | rate-limit-2s   | provider_overloaded | 6 | 0 | -              | -
            nano             | overload        | provider_overloaded | 2 | 0 | may bill twice | -
            nano             | overload-2s     | provider_overloaded | 4 | 0 | -              | -
            nano             | overload-billed | completed           | 2 | 2 | may bill       | -
            nano             | break           | provider_failed     | 1 | 1 | may bill       | -
            nano             | no-funds        | provider_failed     | 1 | 0 | -              | FUNDS
            nano             | bad-key         | provider_failed     | 1 | 0 | -              | CREDENTIALS
            nano-banana-1    | retired         | successor           | 2 | 1 | -              | RETIRED
            nano-banana-2    | retired         | provider_failed     | 1 | 0 | -              | RETIRED
            nano             | wrong-address   | provider_failed     | 1 | 0 | -              | NOT_FOUND
            nano             | reject          | provider_failed     | 1 | 0 | -              | REJECTED
            nano             | cut-before      | outcome_unknown     | 1 | 0 | may bill       | -
            nano             | cut             | outcome_unknown     | 1 | 1 | may bill       | -
            nano             | cut-middle      | outcome_unknown     | 1 | 1 | may bill       | -
            nano             | empty           | provider_failed     | 1 | 0 | may bill       | -
            nano             | prose           | content_refused     | 1 | 0 | -              | -
            nano             | wrong-size      | other size          | 1 | 1 | -              | -
            nano             | garbage         | provider_failed     | 1 | 1 | may bill       | -
            nano             | expired         | completed           | 1 | 1 | -              | -
            nano             | never           | completed           | 1 | 1 | -              | -
            ideogram         | refuse-input    | content_refused     | 1 | 0 | -              | -
            ideogram         | refuse-output   | content_refused     | 1 | 1 | may bill       | -
            ideogram         | rate-limit      | provider_overloaded | 6 | 0 | -              | -
            ideogram         | rate-limit-2s   | provider_overloaded | 6 | 0 | -              | -
            ideogram         | overload        | provider_overloaded | 2 | 0 | may bill twice | -
            ideogram         | overload-2s     | provider_overloaded | 4 | 0 | -              | -
            ideogram         | overload-billed | completed           | 2 | 2 | may bill       | -
            ideogram         | break           | provider_failed     | 1 | 1 | may bill       | -
            ideogram         | no-funds        | provider_failed     | 1 | 0 | -              | FUNDS
            ideogram         | bad-key         | provider_failed     | 1 | 0 | -              | CREDENTIALS
            ideogram         | retired         | provider_failed     | 1 | 0 | -              | RETIRED
            ideogram         | wrong-address   | provider_failed     | 1 | 0 | -              | NOT_FOUND
            ideogram         | reject          | provider_failed     | 1 | 0 | -              | REJECTED
            ideogram         | cut-before      | outcome_unknown     | 1 | 0 | may bill       | -
            ideogram         | cut             | outcome_unknown     | 1 | 1 | may bill       | -
            ideogram         | cut-middle      | outcome_unknown     | 1 | 1 | may bill       | -
            ideogram         | empty           | provider_failed     | 1 | 1 | may bill       | -
            ideogram         | prose           | provider_failed     | 1 | 1 | may bill       | -
            ideogram         | wrong-size      | other size          | 1 | 1 | -              | -
            ideogram         | garbage         | provider_failed     | 1 | 1 | may bill       | -
            ideogram         | expired         | completed           | 1 | 1 | -              | -
            ideogram         | never           | outcome_unknown     | 1 | 0 | may bill       | -
            """;

    /** The same of the add-on, for what it stores itself and for what is fetched from it. */
    private static final String ADD_ON = """
            managed   | refuse-input    | content_refused     | 1 | 0 | -              | -
            managed   | refuse-output   | content_refused     | 1 | 0 | -              | -
            managed   | rate-limit      | provider_overloaded | 6 | 0 | -              | -
            managed   | rate-limit-2s   | provider_overloaded | 6 | 0 | -              | -
            managed   | overload        | outcome_unknown     | 1 | 0 | may bill       | -
            managed   | overload-2s     | provider_overloaded | 4 | 0 | -              | -
            managed   | overload-billed | completed           | 1 | 1 | -              | -
            managed   | no-funds        | provider_failed     | 1 | 0 | -              | FUNDS
            managed   | bad-key         | provider_failed     | 1 | 0 | -              | CREDENTIALS
            managed   | retired         | provider_failed     | 1 | 0 | -              | RETIRED
            managed   | wrong-address   | provider_failed     | 1 | 0 | -              | NOT_FOUND
            managed   | reject          | provider_failed     | 1 | 0 | -              | REJECTED
            managed   | cut-before      | outcome_unknown     | 1 | 0 | may bill       | -
            managed   | empty           | provider_failed     | 1 | 0 | may bill       | -
            managed   | prose           | provider_failed     | 1 | 0 | may bill       | -
            managed   | wrong-size      | other size          | 1 | 1 | -              | -
            managed   | expired         | completed           | 1 | 1 | -              | -
            managed   | never           | outcome_unknown     | 1 | 0 | may bill       | -
            managed   | break           | completed           | 1 | 1 | -              | -
            managed   | cut             | completed           | 1 | 1 | -              | -
            managed   | cut-middle      | completed           | 1 | 1 | -              | -
            managed   | garbage         | completed           | 1 | 1 | -              | -
            temporary | refuse-input    | content_refused     | 1 | 0 | -              | -
            temporary | refuse-output   | content_refused     | 1 | 0 | -              | -
            temporary | rate-limit      | provider_overloaded | 6 | 0 | -              | -
            temporary | rate-limit-2s   | provider_overloaded | 6 | 0 | -              | -
            temporary | overload        | provider_overloaded | 1 | 0 | may bill       | -
            temporary | overload-2s     | provider_overloaded | 4 | 0 | -              | -
            temporary | overload-billed | provider_overloaded | 1 | 1 | may bill       | -
            temporary | no-funds        | provider_failed     | 1 | 0 | -              | FUNDS
            temporary | bad-key         | provider_failed     | 1 | 0 | -              | CREDENTIALS
            temporary | retired         | provider_failed     | 1 | 0 | -              | RETIRED
            temporary | wrong-address   | provider_failed     | 1 | 0 | -              | NOT_FOUND
            temporary | reject          | provider_failed     | 1 | 0 | -              | REJECTED
            temporary | cut-before      | outcome_unknown     | 1 | 0 | may bill       | -
            temporary | empty           | provider_failed     | 1 | 0 | may bill       | -
            temporary | prose           | provider_failed     | 1 | 0 | may bill       | -
            temporary | wrong-size      | other size          | 1 | 1 | -              | -
            temporary | expired         | completed           | 1 | 1 | -              | -
            temporary | never           | outcome_unknown     | 1 | 0 | may bill       | -
            temporary | break           | provider_failed     | 1 | 1 | may bill       | -
            temporary | cut             | outcome_unknown     | 1 | 1 | may bill       | -
            temporary | cut-middle      | outcome_unknown     | 1 | 1 | may bill       | -
            temporary | garbage         | provider_failed     | 1 | 1 | may bill       | -
            """;

    /** The first cell is what the ids of the models begin with. */
    record Line(String of, String mishap, String end, int submissions, int paid, int mayBill, String alarm) {

        static Line read(String line) {
            String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
            return new Line(cells[0], cells[1], cells[2], Integer.parseInt(cells[3]), Integer.parseInt(cells[4]),
                    List.of("-", "may bill", "may bill twice").indexOf(cells[5]), cells[6]);
        }

        Row row(String engine, String model, boolean temporary) {
            return new Row(engine, model, temporary, this);
        }

        boolean completes() {
            return Set.of("completed", "other size", "successor").contains(end);
        }
    }

    /** A line for one model. */
    record Row(String engine, String model, boolean temporary, Line line) {

        @Override
        public String toString() {
            return "%s, %s, %s%s".formatted(engine, model, line.mishap(), temporary ? ", temporary" : "");
        }

        Wish wish() {
            return Wish.lamp(model, "emulate:" + line.mishap()).sized("1:1 at 1K").kept(temporary);
        }

        boolean keepsSize() {
            return engine.equals("direct") && model.equals("recraft-v3-edit");
        }

        /** How wide the picture is in the end. */
        int width() {
            int whole = keepsSize() ? 512 : 1024;
            return line.end().equals("other size") ? whole / 2 : whole;
        }

        List<String> notices() {
            List<String> notices = new ArrayList<>();
            if (line.end().equals("successor")) {
                notices.add("The provider has retired gemini-2.5-flash-image: its successor gemini-3.1-flash-lite-image made the image.");
            }
            if (keepsSize()) {
                notices.add("This model keeps the size of the reference image.");
            }
            if (width() != 1024) {
                notices.add("%s was asked for %s and made %dx%d.".formatted(
                        model, GoodTable.onlyByAddOn(wish()) ? "1:1 at 1K" : "1024x1024", width(), keepsSize() ? width() * 3 / 4 : width()));
            }
            return notices;
        }
    }

    /** Those that the add-on makes. */
    static List<String> models() {
        return models(model -> true);
    }

    /** Those that a provider makes. */
    static List<String> direct() {
        return models(model -> model.direct().isPresent());
    }

    private static List<String> models(Predicate<Model> which) {
        return Stream.of(Operation.values())
                .flatMap(operation -> CATALOG.models(operation).stream())
                .filter(which)
                .map(Model::id)
                .toList();
    }

    /** Every model; temporary images at one model of each provider. */
    static Stream<Row> rows() {
        List<String> models = models();
        Set<String> forAWhile = Set.of(
                "flux-2-pro-edit", "recraft-v4", "gpt-image-2-edit", "nano-banana-2", "ideogram-v4-turbo");
        Stream<Row> direct = TABLE.lines().map(Line::read).flatMap(line -> direct().stream()
                .filter(model -> model.startsWith(line.of()))
                .flatMap(model -> Stream.of(false, true)
                        .filter(temporary -> !temporary || forAWhile.contains(model))
                        .map(temporary -> line.row("direct", model, temporary))));
        Stream<Row> addOn = ADD_ON.lines().map(Line::read).flatMap(line -> models.stream()
                .filter(model -> line.of().equals("managed") || forAWhile.contains(model))
                .map(model -> line.row(EmulatedAddOn.NAME, model, line.of().equals("temporary"))));
        return Stream.concat(direct, addOn);
    }

    private FailureTable() {}
}
