package dev.gatehouse.useractions.notice;

import dev.gatehouse.names.BlockName;

/** Notices that were heard, for tests of other packages. */
public final class TestNoted {
    private TestNoted() {}

    public static Notices in(BlockName block, Notice... all) {
        var notices = new Notices();
        for (var notice : all)
            notices.note(block, notice);
        return notices;
    }
}
