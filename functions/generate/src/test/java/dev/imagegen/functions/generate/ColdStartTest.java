package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/** What a start does not wait for. */
class ColdStartTest {

    /** Loads all but the JDK itself, and remembers the vendor's classes. */
    private static final class Recorder extends URLClassLoader {
        private final Set<String> vendors = new ConcurrentSkipListSet<>();

        Recorder() {
            super(urls(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] urls() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(entry -> {
                try {
                    return Path.of(entry).toUri().toURL();
                } catch (MalformedURLException e) {
                    throw new IllegalArgumentException(e);
                }
            }).toArray(URL[]::new);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("com.cloudinary.")) {
                vendors.add(name);
            }
            return super.findClass(name);
        }
    }

    @Test
    void vendorsLibraryIsLoadedByTheFirstDeliveryUrlAndByNothingBefore() throws Exception {
        try (Recorder loader = new Recorder()) {
            Constructor<?> made = loader.loadClass(Door.class.getName()).getDeclaredConstructor();
            made.setAccessible(true);
            Object door = made.newInstance();
            Method post = door.getClass().getDeclaredMethod("post", String.class, String.class);
            post.setAccessible(true);

            post.invoke(door, "text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}");
            post.invoke(door, "delivery_urls", "{\"asset\": {\"public_id\": \"a\"}}");
            assertEquals(List.of(), List.copyOf(loader.vendors));

            post.invoke(door, "delivery_urls", "{\"asset\": {\"public_id\": \"a\"}, \"cut_out\": {}}");
            assertTrue(loader.vendors.contains("com.cloudinary.Cloudinary"));
        }
    }
}
