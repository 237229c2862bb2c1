package dev.gatehouse.identity;

/** One thing that is wrong with an identity, in words for the operator. */
public record IdentityProblem(IdentityFault fault, String what) {
    @Override
    public String toString() {
        return fault + ": " + what;
    }
}
