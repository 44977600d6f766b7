package dev.imagegen.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutePathTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /health                  | /health               | {}
            /                        | /                     | {}
            /v2/{cloud}/tasks/{id}   | /v2/demo/tasks/12     | {cloud=demo, id=12}
            /v2/{cloud}              | /v2/a%20b%2Fc+d       | {cloud=a b/c+d}
            /console/{file+}         | /console/a/b.css      | {file=a/b.css}
            """)
    void fits(String route, String path, String parameters) {
        assertEquals(parameters, RoutePath.of(route).match(path).map(Map::toString).orElse("no"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /health                  | /Health
            /health                  | /health/
            /health                  | /
            /v2/{cloud}/tasks        | /v2/demo
            /v2/{cloud}/tasks        | /v2//tasks
            /v2/{cloud}              | /v2/demo/tasks
            /console/{file+}         | /console/
            /console/{file+}         | /console
            """)
    void doesNotFit(String route, String path) {
        assertEquals(Optional.empty(), RoutePath.of(route).match(path));
    }

    @Test
    void refusesAParameterThatIsNotProperlyEncoded() {
        assertThrows(IllegalArgumentException.class, () -> RoutePath.of("/{a}").match("/%zz"));
    }

    @Test
    void theMoreExactPathComesFirst() {
        var sorted = Stream.of("/{any+}", "/a/{b}", "/{a}/b", "/a/b", "/a/{b+}").map(RoutePath::of).sorted().toList();

        assertEquals(Stream.of("/a/b", "/a/{b}", "/a/{b+}", "/{a}/b", "/{any+}").map(RoutePath::of).toList(), sorted);
    }
}
