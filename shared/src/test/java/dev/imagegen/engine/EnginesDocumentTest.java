package dev.imagegen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.catalog.ProviderModel;
import dev.imagegen.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/engines.md, which engine makes which model, to the catalogue. */
class EnginesDocumentTest {

    private static final Catalog CATALOG = Catalog.load();

    private static List<List<String>> documented() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("imagegen.root"), "docs", "engines.md")).stream()
                .filter(line -> line.matches("\\| `[^|]*` \\| (text|image)_to_image \\|.*"))
                .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
                .toList();
    }

    private static List<String> row(Model model) {
        return List.of("`" + model.id() + "`", model.operation().wireName(), made(model, "sandbox"),
                new EngineChoice("direct", Map.of()).of(model).isEmpty() ? "-" : direct(model.direct().orElseThrow()),
                made(model, "cloudinary"));
    }

    private static String made(Model model, String engine) {
        return new EngineChoice(engine, Map.of()).of(model).equals(List.of(engine)) ? "yes" : "-";
    }

    private static String direct(ProviderModel model) {
        return "%s: `%s`%s".formatted(model.provider(), model.name(), model.quality().map(", "::concat).orElse(""));
    }

    @Test
    void tableOfTheFortyThreeIdsIsTheCatalogue() throws IOException {
        List<List<String>> catalogue = Stream.of(Operation.values())
                .flatMap(operation -> CATALOG.models(operation).stream()).map(EnginesDocumentTest::row).toList();

        assertEquals(43, catalogue.size());
        assertEquals(byId(catalogue), byId(documented()));
        assertEquals(43, documented().size());
    }

    private static Map<String, List<String>> byId(List<List<String>> rows) {
        return rows.stream().collect(Collectors.toMap(List::getFirst, row -> row));
    }
}
