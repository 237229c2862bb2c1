package dev.gatehouse.contract;

/** Whose clock stamps the records of a topic: the broker's, or on a mirrored cluster the mirror's. */
public enum AppendTime {
    LOG_APPEND_TIME, CREATE_TIME
}
