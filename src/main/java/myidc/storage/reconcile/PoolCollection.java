package myidc.storage.reconcile;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.PoolId;
import myidc.storage.PoolCommand.MeasurePool;
import myidc.storage.PoolCommand.NoteCollectionFailure;
import myidc.storage.event.CollectedVia;
import myidc.storage.event.CollectionFailure;
import myidc.storage.event.CollectionPlan;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Tool;
import myidc.storage.port.ToolCalls;
import myidc.storage.port.ToolCalls.Call;
import myidc.storage.port.ToolRunner;
import myidc.storage.port.ToolRunner.Place;
import myidc.storage.port.ToolRunner.ToolFailed;
import myidc.storage.report.OddOutput;
import myidc.storage.report.PoolOutputs;
import myidc.storage.report.PoolOutputs.Output;

/** Collects from one pool: runs its tools outside of any transaction, then tells figures or why there are none. */
@Singleton
final class PoolCollection {
    private static final Caller PROGRAM = Caller.program("pool-collector");
    private static final Duration CALL_LIMIT = Duration.ofSeconds(20);
    private static final Duration WHOLE_LIMIT = Duration.ofMinutes(2);
    private static final int SSH_PORT = 22;
    private static final Set<CollectionFailure> WITHOUT_DETAIL =
            EnumSet.of(CollectionFailure.TOOL_FAILED, CollectionFailure.TOOL_MISSING);

    private final ToolRunner tools;
    private final Commands commands;
    private final Clock clock;

    PoolCollection(ToolRunner tools, Commands commands, Clock clock) {
        this.tools = tools;
        this.commands = commands;
        this.clock = clock;
    }

    void collect(PoolId pool, PoolKind kind, CollectionPlan plan) {
        Instant at = clock.instant();
        try {
            List<Output> outputs = outputs(kind, plan);
            PoolOutputs.Reading reading = PoolOutputs.read(kind, plan.target(), outputs);
            List<Tool> used = outputs.stream().map(Output::tool).distinct().toList();
            commands.sendAs(PROGRAM, new MeasurePool(pool, at, plan.via(), used, reading));
        } catch (ToolFailed failed) {
            note(pool, at, failed.reason(), Objects.requireNonNullElse(failed.getMessage(), ""));
        } catch (OddOutput odd) {
            note(pool, at, CollectionFailure.UNREADABLE, Objects.requireNonNullElse(odd.getMessage(), ""));
        } catch (Refused refused) {
            note(pool, at, CollectionFailure.UNREADABLE, refused.detail());
        }
    }

    private List<Output> outputs(PoolKind kind, CollectionPlan plan) throws ToolFailed {
        long endNanos = System.nanoTime() + WHOLE_LIMIT.toNanos();
        List<Output> outputs = new ArrayList<>();
        for (Call call : ToolCalls.of(kind, plan.target())) {
            outputs.add(run(call, plan, endNanos));
        }
        for (Call call : ToolCalls.next(kind, List.copyOf(outputs))) {
            try {
                outputs.add(run(call, plan, endNanos));
            } catch (ToolFailed failed) {
                if (!call.optional() || !WITHOUT_DETAIL.contains(failed.reason())) {
                    throw failed;
                }
            }
        }
        return outputs;
    }

    private Output run(Call call, CollectionPlan plan, long endNanos) throws ToolFailed {
        if (System.nanoTime() > endNanos) {
            throw new ToolFailed(
                    CollectionFailure.TIMED_OUT, "All together did not end within " + WHOLE_LIMIT.toSeconds() + " s");
        }
        Integer port = plan.sshPort();
        Place place = plan.via() == CollectedVia.SSH
                ? new Place(plan.sshHost(), plan.sshUser(), port == null ? SSH_PORT : port, CALL_LIMIT)
                : new Place(null, null, 0, CALL_LIMIT);
        return new Output(call.tool(), tools.run(place, call.command()));
    }

    private void note(PoolId pool, Instant at, CollectionFailure reason, String detail) {
        commands.sendAs(PROGRAM, new NoteCollectionFailure(pool, at, reason, detail));
    }
}
