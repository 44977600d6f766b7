package dev.imagegen.testing;

import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** An engine that does what a test says, and remembers what it was asked. */
public final class ScriptedEngine implements ImageEngine {

    private final List<Drawing> drawings = new ArrayList<>();
    private final boolean repeatable;
    private Function<Drawing, Picture> script =
            drawing -> new Picture(Png.of(drawing.width(), drawing.height()), OptionalLong.of(7));

    public ScriptedEngine(boolean repeatable) {
        this.repeatable = repeatable;
    }

    public void does(Function<Drawing, Picture> next) {
        this.script = next;
    }

    @Override
    public Picture generate(Drawing drawing) {
        synchronized (drawings) {
            drawings.add(drawing);
        }
        return script.apply(drawing);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public boolean repeatable() {
        return repeatable;
    }

    public List<Drawing> drawings() {
        synchronized (drawings) {
            return List.copyOf(drawings);
        }
    }
}
