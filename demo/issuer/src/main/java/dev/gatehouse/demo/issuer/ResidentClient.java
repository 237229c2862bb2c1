package dev.gatehouse.demo.issuer;

/** How a resident gets tokens during this run: client id and secret, by HTTP Basic (RFC 6749 §2.3.1). */
public record ResidentClient(Resident resident, String id, String secret) {
    /** Never the secret. */
    @Override
    public String toString() {
        return "ResidentClient[" + id + ", secret not shown]";
    }
}
