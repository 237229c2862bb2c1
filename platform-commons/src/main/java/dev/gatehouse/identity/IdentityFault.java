package dev.gatehouse.identity;

/** What can be wrong with an identity of one's own. */
public enum IdentityFault {
    /** There is none where it was looked for. */
    MISSING,
    /** A file is there and cannot be understood. */
    UNREADABLE,
    /** Others than its owner may read the private key. */
    KEY_EXPOSED,
    /** It belongs to another realm, or local files are offered to a realm that is not local. */
    WRONG_REALM,
    /** Its subject is not exactly {@code CN=<service>}. */
    WRONG_NAME,
    /** It does not carry exactly one URI, the SPIFFE id of this service in this realm. */
    WRONG_SPIFFE_ID, NOT_YET_VALID, EXPIRED,
    /** The private key is not the certificate's. */
    WRONG_KEY,
    /** The chain does not lead to an authority that this service itself trusts, so no peer would accept it. */
    UNTRUSTED,
    /** It may not be used for both ends of a connection. */
    WRONG_USAGE,
    /** An authority is trusted for devices and for services alike: a device named like a service would be that service. */
    SHARED_AUTHORITY,
    /** Devices are to be admitted, and no authority of theirs is known. */
    NO_DEVICE_AUTHORITY
}
