package dev.gatehouse.iotingest.refusal.web;

/** Hands the advice to tests of other packages. */
public final class TestRefusals {
    private TestRefusals() {}

    public static Object advice() {
        return new Refusals();
    }
}
