package io.launchlog.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlotSchedulerTest {

    private final AtomicLong memory = new AtomicLong(1L << 40);
    private final AtomicInteger waits = new AtomicInteger();

    @Test
    void givesAsManySlotsAsThereAreCpusAndThenSaysWhatIsMissing() throws Exception {
        SlotScheduler scheduler = new SlotScheduler(2, memory::get, Duration.ZERO);
        scheduler.take(waits::incrementAndGet);
        scheduler.take(waits::incrementAndGet);
        assertThat(waits).hasValue(0);
        assertThatThrownBy(() -> scheduler.take(waits::incrementAndGet))
                .isInstanceOfSatisfying(
                        PhaseFailedException.class,
                        e -> assertThat(e.errorCode()).isEqualTo("INSUFFICIENT_RESOURCES"))
                .hasMessage("Insufficient CPU. The scheduling failed. Supplementary information: 2 of 2 CPUs taken,"
                        + " 1048576 MiB of memory available");
        assertThat(waits).hasValue(1);
        assertThat(scheduler.taken()).isEqualTo(2);
    }

    @Test
    void givesNoSlotWithoutMemoryForIt() {
        memory.set(SlotScheduler.SLOT_BYTES - 1);
        SlotScheduler scheduler = new SlotScheduler(2, memory::get, Duration.ZERO);
        assertThatThrownBy(() -> scheduler.take(waits::incrementAndGet))
                .hasMessage("Insufficient memory. The scheduling failed. Supplementary information: 0 of 2 CPUs taken,"
                        + " 63 MiB of memory available");
    }

    @Test
    void givesTheSlotOfAnInstanceThatEndsToTheOneThatWaits() throws Exception {
        SlotScheduler scheduler = new SlotScheduler(1, memory::get, Duration.ofDays(1));
        SlotScheduler.Slot first = scheduler.take(waits::incrementAndGet);
        Thread other = Thread.startVirtualThread(() -> {
            try (SlotScheduler.Slot second = scheduler.take(waits::incrementAndGet)) {
                assertThat(second).isNotNull();
            } catch (PhaseFailedException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Awaitility.await().until(() -> waits.get() == 1);
        first.close();
        other.join();
        assertThat(scheduler.taken()).isZero();
    }

    @Test
    void noticesMemoryThatAnotherProcessGaveBack() throws Exception {
        memory.set(0);
        SlotScheduler scheduler = new SlotScheduler(1, memory::get, Duration.ofDays(1));
        try (SlotScheduler.Slot slot = scheduler.take(() -> memory.set(1L << 40))) {
            assertThat(slot).isNotNull();
            assertThat(scheduler.taken()).isEqualTo(1);
        }
    }

    @Test
    void findsSomeMemoryOnThisMachine() {
        assertThat(MachineMemory.available()).isGreaterThan(1024 * 1024);
    }
}
