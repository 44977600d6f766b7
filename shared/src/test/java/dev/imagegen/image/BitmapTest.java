package dev.imagegen.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitmapTest {

    @Test
    void aPixelIsReadAsItWasSetAndItsNeighboursStayBlack() {
        Bitmap bitmap = new Bitmap(3, 2);
        bitmap.set(1, 1, 0xFE8001);
        assertEquals(0xFE8001, bitmap.get(1, 1));
        assertEquals(0, bitmap.get(0, 1));
        assertEquals(0, bitmap.get(2, 1));
        assertEquals(0, bitmap.get(1, 0));
    }

    @Test
    void theBytesAreRedGreenBlueRowAfterRow() {
        Bitmap bitmap = new Bitmap(1, 2);
        bitmap.set(0, 0, 0x010203);
        bitmap.set(0, 1, 0xFF0506);
        assertArrayEquals(new byte[] {1, 2, 3, -1, 5, 6}, bitmap.rgb());
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "1, 0, 0", "-1, -1, 3", "2, 2, 11", "2, 2, 13"})
    void sidesThatDoNotFitTheBytesAreNoBitmap(int width, int height, int bytes) {
        assertThrows(IllegalArgumentException.class, () -> new Bitmap(width, height, new byte[bytes]));
    }

    @Test
    void aBitmapTooLargeForAnArrayIsNone() {
        assertThrows(ArithmeticException.class, () -> new Bitmap(40_000, 40_000));
    }
}
