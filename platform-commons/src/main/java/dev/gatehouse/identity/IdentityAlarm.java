package dev.gatehouse.identity;

import java.time.Duration;

/** What an operator has to know about the renewal of an identity. */
public sealed interface IdentityAlarm {
    /** There is a next identity and it cannot be used; the one before stays. */
    record NextRefused(String problems) implements IdentityAlarm {}

    /** It is used for new connections from here, and a port of this service could not be made to show it. */
    record NotShown(String cause) implements IdentityAlarm {}

    /** It should have been renewed long ago. */
    record NotRenewed(Duration remaining) implements IdentityAlarm {}

    /** It has expired: nothing connects any more until there is a new one. */
    record Expired() implements IdentityAlarm {}
}
