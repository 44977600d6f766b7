package dev.imagegen.local.money;

import dev.imagegen.flow.Step;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A worker that dies over a picture.
 *
 * @param step the last one that it gets past
 */
record CrashCase(Maker maker, Step step) {

    /** What the engine is like. */
    enum Kind {
        /** Draws for nothing. */
        FREE,
        /** Answers with the picture. */
        SYNCHRONOUS,
        /** Answers with a place to ask. */
        ASYNCHRONOUS,
        /** The same, and it puts the picture into the store itself. */
        STORING
    }

    /** An engine, by a model that it serves here. */
    enum Maker {
        OPENAI(Kind.SYNCHRONOUS, "gpt-image-1-mini", 1024),
        OPENAI_EDIT(Kind.SYNCHRONOUS, "gpt-image-1-mini-edit", 1024),
        OPENAI_TEMPORARY(Kind.SYNCHRONOUS, "gpt-image-1-mini", 1024),
        RECRAFT(Kind.SYNCHRONOUS, "recraft-v4", 1024),
        BFL(Kind.ASYNCHRONOUS, "flux-2-klein-9b", 256),
        BFL_EDIT(Kind.ASYNCHRONOUS, "flux-2-klein-9b-edit", 256),
        BFL_TEMPORARY(Kind.ASYNCHRONOUS, "flux-2-klein-9b", 256),
        IDEOGRAM(Kind.ASYNCHRONOUS, "ideogram-v4-turbo", 1024),
        SANDBOX(Kind.FREE, "nano-banana-1", 1024),
        SANDBOX_EDIT(Kind.FREE, "nano-banana-1-edit", 1024),
        ADD_ON(Kind.STORING, "flux-2-klein-9b", 256),
        ADD_ON_EDIT(Kind.STORING, "flux-2-klein-9b-edit", 256),
        ADD_ON_WEBHOOK(Kind.STORING, "flux-2-klein-9b", 256),
        ADD_ON_TEMPORARY(Kind.ASYNCHRONOUS, "flux-2-klein-9b", 256);

        private final Kind kind;
        private final String model;
        private final int side;

        Maker(Kind kind, String model, int side) {
            this.kind = kind;
            this.model = model;
            this.side = side;
        }

        String model() {
            return model;
        }

        /** Of the square picture. */
        int side() {
            return side;
        }

        boolean references() {
            return name().endsWith("_EDIT");
        }

        boolean temporary() {
            return name().endsWith("_TEMPORARY");
        }

        /** True if it is Cloudinary's add-on, and no provider of its own. */
        boolean addOn() {
            return name().startsWith("ADD_ON");
        }

        /** True if a live worker hears by webhook alone that the picture is there. */
        boolean told() {
            return this == ADD_ON_WEBHOOK;
        }

        private Set<Step> steps() {
            return switch (kind) {
                case FREE -> EnumSet.complementOf(EnumSet.of(Step.SUBMITTED, Step.SPOOLED));
                case SYNCHRONOUS -> EnumSet.complementOf(EnumSet.of(Step.SUBMITTED));
                case ASYNCHRONOUS -> EnumSet.allOf(Step.class);
                case STORING -> EnumSet.complementOf(EnumSet.of(Step.SPOOLED));
            };
        }
    }

    /** Every engine at every step that it takes. */
    static List<CrashCase> all() {
        return Arrays.stream(Maker.values())
                .flatMap(maker -> maker.steps().stream().map(step -> new CrashCase(maker, step)))
                .toList();
    }

    /**
     * Where its worker stands when it is killed. A picture on its way into the store is written to the spool beside that: it is
     * killed when both are done, or the outcome would be the quicker one's.
     */
    Set<Step> stops() {
        return step == Step.STORED && maker.kind == Kind.SYNCHRONOUS ? EnumSet.of(Step.SPOOLED, Step.STORED) : EnumSet.of(step);
    }

    /** True if the picture is to be in the spool, and nowhere else. */
    boolean storeIsDown() {
        return step == Step.SPOOLED;
    }

    /** What it orders; no other one's prompt has it in it. */
    String prompt() {
        return "a lamp, killed at " + maker + " " + step + (maker.addOn() && !maker.told() ? " emulate:no-webhook " : " ");
    }

    /** True if there has to be a picture in the end: nothing was paid for, or what was paid for can be found again. */
    boolean completes() {
        return switch (step) {
            case CALLING -> maker.kind == Kind.FREE;
            case ANSWERED -> maker.kind == Kind.FREE || maker.kind == Kind.STORING;
            case CLAIMED, REFERENCES_FETCHED, SUBMITTED, SPOOLED, STORED, ENDED -> true;
        };
    }

    /** How many pictures the provider is asked for and bills, over both workers. */
    int paid() {
        return maker.kind == Kind.FREE || step == Step.CALLING ? 0 : 1;
    }

    @Override
    public String toString() {
        return maker + " killed at " + step;
    }
}
