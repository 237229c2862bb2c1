package dev.gatehouse.identity;

/** Why a certificate of the platform's own authority is not taken for a service. */
public enum PeerRefusal {
    /** It carries no URI at all: the authority signs such requests too, so the verifier must ask. */
    NO_SPIFFE_ID,
    /** It carries more than one URI, or one that is not a SPIFFE id of our shape. */
    UNCLEAR_SPIFFE_ID,
    /** It belongs to another realm. */
    FOREIGN_REALM,
    /** CN and SPIFFE id name different services: broker and peers would take the holder for two. */
    CONTRADICTING_NAMES
}
