package dev.gatehouse.tokens;

/** Why a request with or without an access token was refused. The names are stable codes of the audit; a stranger sees none of them. */
public enum TokenFault {
    /** No bearer token came in the Authorization header. */
    NO_TOKEN,
    /** Several Authorization headers came, or one that is not exactly a scheme and a token. */
    UNCLEAR_AUTHORIZATION,
    /** Not three parts of base64url, the first two of them JSON objects that say everything once; or too long. */
    MALFORMED_TOKEN,
    /** The header says something that is not understood here, such as where to find a key, or no key id. */
    HEADER_NOT_UNDERSTOOD,
    /** Unsigned, or signed by an algorithm that is not in {@link Algorithm}. */
    WRONG_ALGORITHM,
    /** Not an access token (RFC 9068 §4): an ID token, for instance. */
    WRONG_TYPE,
    /** The issuer publishes no key of this id. */
    UNKNOWN_KEY,
    /** The issuer's key of this id is too weak, or for another algorithm or purpose. */
    UNUSABLE_KEY,
    /** The signature is not the issuer's for this content. */
    BAD_SIGNATURE,
    /** Somebody else issued it. */
    WRONG_ISSUER,
    /** It is meant for other services. */
    WRONG_AUDIENCE,
    /** Its time is over. */
    TOKEN_EXPIRED,
    /** Its time has not come, or it was issued in the future. */
    TOKEN_NOT_YET_VALID,
    /** A claim is missing or not legal. */
    BAD_CLAIMS,
    /** The issuer's keys cannot be read, so that nothing can be said about the token: not the caller's fault. */
    ISSUER_UNREACHABLE
}
