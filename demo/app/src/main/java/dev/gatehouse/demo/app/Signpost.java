package dev.gatehouse.demo.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file beside the usual folders that tells the command where a demo with a folder of its own is. Without it, that has to be told. */
record Signpost(Path file) {
    static Signpost at(Path usualFolder) {
        return new Signpost(usualFolder.resolveSibling(usualFolder.getFileName() + ".at"));
    }

    /** @return whether it could be put up */
    boolean pointTo(Path folder) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, folder + "\n");
            return true;
        } catch (IOException notHere) {
            return false;
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It points to a demo that is ended, which everybody sees who goes there.
        }
    }
}
