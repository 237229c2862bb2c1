package dev.gatehouse.sealing;

/** What came of picking the bound headers out of a record's headers. */
public sealed interface HeaderCheck permits BoundHeaders, HeaderCheck.Malformed {
    /** The headers break the format; {@code why} holds nothing of their values. */
    record Malformed(String why) implements HeaderCheck {}
}
