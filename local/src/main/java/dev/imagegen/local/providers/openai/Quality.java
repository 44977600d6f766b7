package dev.imagegen.local.providers.openai;

import java.util.Locale;

/** How carefully a picture is made. */
enum Quality {
    LOW,
    MEDIUM,
    HIGH,
    XHIGH,
    MAX;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
