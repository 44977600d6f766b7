package dev.imagegen.testing;

import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** An engine that does what a test says, and remembers what it was asked. */
public final class ScriptedEngine implements AsynchronousEngine {

    private final List<Drawing> drawings = new ArrayList<>();
    private final String name;
    private final boolean repeatable;
    private Function<Drawing, ? extends Progress> script =
            drawing -> new Picture(Png.of(drawing.width(), drawing.height()), OptionalLong.of(7));
    private Function<Upstream, ? extends Progress> answers = upstream -> {
        throw new IllegalStateException("No test said what becomes of " + upstream);
    };
    private Function<Drawing, Optional<Progress>> memory = drawing -> Optional.empty();
    private boolean remembers;
    private int questions;

    public ScriptedEngine(boolean repeatable) {
        this("scripted", repeatable);
    }

    public ScriptedEngine(String name, boolean repeatable) {
        this.name = name;
        this.repeatable = repeatable;
    }

    public void does(Function<Drawing, ? extends Progress> next) {
        this.script = next;
    }

    /** What it says when it is asked for what it submitted. */
    public void answers(Function<Upstream, ? extends Progress> next) {
        this.answers = next;
    }

    /** What it finds of earlier calls. */
    public void remembers(Function<Drawing, Optional<Progress>> next) {
        this.memory = next;
        this.remembers = true;
    }

    @Override
    public Progress generate(Drawing drawing) {
        synchronized (drawings) {
            drawings.add(drawing);
        }
        return script.apply(drawing);
    }

    @Override
    public Progress ask(Upstream upstream, Drawing drawing) {
        synchronized (drawings) {
            questions++;
        }
        return answers.apply(upstream);
    }

    @Override
    public boolean remembers(Drawing drawing) {
        return remembers;
    }

    @Override
    public Optional<Progress> recall(Drawing drawing) {
        return memory.apply(drawing);
    }

    @Override
    public String name() {
        return name;
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

    /** How often it was asked for what it submitted. */
    public int questions() {
        synchronized (drawings) {
            return questions;
        }
    }
}
