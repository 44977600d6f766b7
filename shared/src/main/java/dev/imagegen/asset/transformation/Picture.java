package dev.imagegen.asset.transformation;

import java.util.List;

/** One picture that is to be delivered. @param name of it in the answer */
public record Picture(String name, Source base, List<Step> steps) {

    public Picture {
        steps = List.copyOf(steps);
    }

    /** True if a background is removed for it. */
    public boolean removesBackground() {
        return steps.stream().anyMatch(Step::removesBackground);
    }
}
