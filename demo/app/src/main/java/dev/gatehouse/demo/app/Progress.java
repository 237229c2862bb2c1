package dev.gatehouse.demo.app;

/** Tells whoever started the demo what happens. Safe for many threads. */
interface Progress {
    /**
     * Something happened.
     *
     * @param step for machines: lower case words joined by hyphens, stable
     * @param text for people: one line
     */
    void tell(String step, String text);

    /** For people alone. */
    void list(String lines);
}
