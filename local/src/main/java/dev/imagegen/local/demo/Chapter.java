package dev.imagegen.local.demo;

import java.util.List;

/** Some pictures of the demo that belong together. */
record Chapter(String title, String about, List<Picture> pictures) {

    Chapter {
        pictures = List.copyOf(pictures);
    }
}
