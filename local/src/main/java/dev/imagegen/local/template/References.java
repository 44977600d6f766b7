package dev.imagegen.local.template;

/** What the names in a template stand for on this machine. */
interface References {

    /**
     * Returns what {@code !Ref name} stands for.
     *
     * @throws TemplateException if nothing of that name is known here
     */
    String ref(String name);

    /**
     * Returns what {@code !GetAtt resource.attribute} stands for.
     *
     * @throws TemplateException if that resource or attribute is not known here
     */
    String attribute(String resource, String attribute);
}
