package dev.gatehouse.delivery.kafka;

/** The database knows another place than the reader believed: somebody else reads the partition, or the database went back. */
final class BookmarkMovedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BookmarkMovedException() {
        super("the partition is read elsewhere", null, false, false);
    }
}
