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
        var failures = new ArrayList<>(List.of(new IllegalStateException("as the test wants it")));
        follower.tell(contract -> {
            if (!failures.isEmpty())
                throw failures.removeFirst();
        });
        follower.tell(told::add);
        now = NONE;

        follower.look();
        assertThat(told).hasSize(1);
        assertThat(trail).isEmpty();

        follower.look();
        assertThat(trail).hasSize(2);
    }
}
