package dev.gatehouse.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractChange;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.SampleContract;

import static org.assertj.core.api.Assertions.assertThat;

class ContractFollowerTest {
    private static final Contract NONE = new Contract(SampleContract.REALM, SampleContract.BAKER, List.of());
    private Contract now = SampleContract.contract();
    private final List<ContractChange> trail = new ArrayList<>();
    private final List<Contract> told = new ArrayList<>();
    private final ContractFollower follower = new ContractFollower(() -> new ContractReading(now, Instant.EPOCH), trail::add);

    @Test
    void tellsNobodyOfAContractThatSaysTheSame() {
        follower.tell(told::add);
        now = SampleContract.contract();

        follower.look();

        assertThat(told).isEmpty();
    }

    @Test
    void tellsAChangeOnceAndLeavesATrail() {
        follower.tell(told::add);
        now = NONE;

        follower.look();
        follower.look();

        assertThat(told).containsExactly(NONE);
        assertThat(trail).hasSize(2);
    }

    @Test
    void aPartThatFailsIsToldAgainAndKeepsNoOtherFromBeingTold() {
        failOnce();
        follower.tell(told::add);
        now = NONE;

        follower.look();
        assertThat(told).containsExactly(NONE);
        follower.look();
        assertThat(told).containsExactly(NONE, NONE);
        follower.look();
        assertThat(told).hasSize(2);
    }

    @Test
    void theTrailIsLeftOnceAndAtOnceThoughAPartFails() {
        failOnce();
        now = NONE;

        follower.look();
        assertThat(trail).hasSize(2);
        follower.look();
        assertThat(trail).hasSize(2);
    }

    @Test
    void everyPartGoesBackWithAContractThatComesBackBeforeAllHadFollowed() {
        var before = now;
        failOnce();
        follower.tell(told::add);
        now = NONE;
        follower.look();
        now = before;

        follower.look();

        assertThat(told).containsExactly(NONE, before);
    }

    private void failOnce() {
        var failures = new ArrayList<>(List.of(new IllegalStateException("as the test wants it")));
        follower.tell(contract -> {
            if (!failures.isEmpty())
                throw failures.removeFirst();
        });
    }
}
