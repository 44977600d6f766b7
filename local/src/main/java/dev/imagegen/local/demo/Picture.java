package dev.imagegen.local.demo;

/**
 * A picture of the demo, saved.
 *
 * @param title what it shows the use of
 * @param about how it was asked for
 * @param file its name in the demo's folder
 * @param width pixels, measured
 * @param height pixels, measured
 * @param address where it came from
 */
record Picture(String title, String about, String file, int width, int height, String address) {}
