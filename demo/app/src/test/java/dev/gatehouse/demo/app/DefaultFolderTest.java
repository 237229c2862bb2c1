package dev.gatehouse.demo.app;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DefaultFolderTest {
    @Test
    void liesInTheCacheOfTheUserUnderItsPorts() {
        assertThat(DefaultFolder.of(19_100, "Linux", "/home/ada", Map.of())).hasToString("/home/ada/.cache/gatehouse/demo-19100");
    }

    @Test
    void followsTheUsersOwnChoiceOfACache() {
        assertThat(DefaultFolder.of(19_000, "Linux", "/home/ada", Map.of("XDG_CACHE_HOME", "/fast")))
                .hasToString("/fast/gatehouse/demo-19000");
    }

    @Test
    void liesInLibraryCachesOnAMac() {
        assertThat(DefaultFolder.of(19_000, "Mac OS X", "/Users/ada", Map.of()))
                .hasToString("/Users/ada/Library/Caches/gatehouse/demo-19000");
    }
}
