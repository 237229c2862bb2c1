package dev.gatehouse.demo.app;

/** Somebody ended the demo before its story was told. */
final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1;
}
