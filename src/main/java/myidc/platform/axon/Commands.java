package myidc.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import myidc.platform.db.Rehearsal;
import myidc.platform.db.Sql;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * The way in for every change. One call is one transaction of PostgreSQL: commands, facts, claims, views written in the
 * command's transaction, and the stored answer of an idempotent request stand or fall together. A stale aggregate or a
 * deadlock is noticed, and the whole call is tried again a bounded number of times.
 */
@Singleton
public final class Commands {
    /** Marks, on the unit of work of a call, that it will be taken back. */
    static final String TRIAL = "myidc.trial";

    private static final int TRIES_MAX = 12;

    private final Provider<Configuration> axon;
    private final JtaTransactions transactions;
    private final CurrentCaller callers;
    private final IdempotentAnswers answers;
    private final Origins origins;
    private final MeterRegistry meters;
    private final Sql sql;

    Commands(
            Provider<Configuration> axon,
            JtaTransactions transactions,
            CurrentCaller callers,
            IdempotentAnswers answers,
            Origins origins,
            MeterRegistry meters,
            Sql sql) {
        this.axon = axon;
        this.transactions = transactions;
        this.callers = callers;
        this.answers = answers;
        this.origins = origins;
        this.meters = meters;
        this.sql = sql;
    }

    /** Sends one command; inside {@link #perform} it joins the call under way. */
    public void send(Object command) {
        if (CurrentUnitOfWork.isStarted()) {
            dispatch(command);
        } else {
            perform(() -> dispatch(command), () -> Boolean.TRUE);
        }
    }

    /** As {@link #send}, in the name of a program that has no request, such as a reconciler. */
    public void sendAs(Caller program, Object command) {
        callers.runAs(program, () -> send(command));
    }

    /** Names, within {@link #perform}, what the facts of all further commands of the call come from, such as a plan. */
    public void because(String cause) {
        CurrentUnitOfWork.get().root().resources().put(WhoAndWhy.CAUSE, cause);
    }

    /** Runs commands, then, once their views are written and before the commit, reads the answer. */
    public <R> R perform(Runnable work, Supplier<R> answer) {
        return perform(
                () -> {
                    work.run();
                    return Boolean.TRUE;
                },
                done -> answer.get());
    }

    /** Like {@link #perform(Runnable, Supplier)}; the answer is read from what the work returned. */
    public <W, R> R perform(Supplier<W> work, Function<W, R> answer) {
        return Rehearsal.current()
                .map(rehearsal -> rehearsed(rehearsal, work, answer))
                .orElseGet(() -> carryOut(work, answer));
    }

    private <W, R> R rehearsed(Rehearsal rehearsal, Supplier<W> work, Function<W, R> answer) {
        Outcome<R> outcome = new Outcome<>();
        rehearsal.run(() -> outcome.value = tryOut(work, answer));
        return Objects.requireNonNull(outcome.value);
    }

    private <W, R> R carryOut(Supplier<W> work, Function<W, R> answer) {
        if (CurrentUnitOfWork.isStarted()) {
            throw new IllegalStateException("A call is already under way");
        }
        boolean decidedAfresh = false;
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, answer);
            } catch (RefusedByCached e) {
                // The rollback evicted the aggregate: the second decision is made on the book itself.
                if (decidedAfresh) {
                    throw e.refused;
                }
                decidedAfresh = true;
            } catch (RuntimeException e) {
                if (!mayPass(e)) {
                    throw e;
                }
                if (attempt == TRIES_MAX) {
                    throw Refused.because(CommonRefusal.BUSY, "Too many changes to the same thing at once; try again");
                }
                pause(attempt);
            }
        }
    }

    /** Like {@link #perform(Supplier, Function)}, and then takes all of it back; tells what the answer was. */
    public <W, R> R tryOut(Supplier<W> work, Function<W, R> answer) {
        Outcome<R> outcome = new Outcome<>();
        try {
            carryOut(
                    () -> {
                        CurrentUnitOfWork.get().root().resources().put(TRIAL, true);
                        return work.get();
                    },
                    done -> {
                        outcome.value = answer.apply(done);
                        throw new TakenBack();
                    });
        } catch (TakenBack e) {
            return Objects.requireNonNull(outcome.value);
        }
        throw new IllegalStateException("A trial was not taken back");
    }

    private <W, R> R once(Supplier<W> work, Function<W, R> answer) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage("call"));
        Outcome<R> outcome = new Outcome<>();
        try {
            Transaction transaction = transactions.startTransaction();
            unit.onRollback(u -> transaction.rollback());
            answers.replayOrReserve();
            W done = work.get();
            unit.onCommit(u -> {
                R value = answer.apply(done);
                answers.keep(value);
                outcome.value = value;
                sql.sendLater();
                transaction.commit();
            });
        } catch (Refused e) {
            boolean cached = CaffeineCache.wasHitIn(unit);
            unit.rollback(e);
            throw cached ? new RefusedByCached(e) : e;
        } catch (RuntimeException | Error e) {
            unit.rollback(e);
            throw e;
        }
        unit.commit();
        R value = outcome.value;
        if (value == null) {
            throw new IllegalStateException("A call ended without an answer");
        }
        return value;
    }

    private void dispatch(Object command) {
        Timer.Sample started = Timer.start(meters);
        String outcome = "accepted";
        try {
            axon.get().commandGateway().sendAndWait(message(command));
        } catch (RuntimeException e) {
            outcome = e instanceof Refused ? "refused" : "failed";
            throw e;
        } finally {
            started.stop(
                    meters.timer("myidc.commands", "command", command.getClass().getSimpleName(), "outcome", outcome));
        }
    }

    private CommandMessage<?> message(Object command) {
        Map<String, Object> why = new HashMap<>();
        if (!CurrentUnitOfWork.isStarted()
                || !CurrentUnitOfWork.get().getCorrelationData().containsKey(WhoAndWhy.WHO)) {
            Caller caller = callers.orProgram();
            why.put(WhoAndWhy.WHO, caller.who());
            TenantId tenant = caller.tenant();
            if (tenant != null) {
                why.put(WhoAndWhy.TENANT, tenant.value());
            }
            String origin = origins.of(caller);
            if (origin != null) {
                why.put(WhoAndWhy.FROM, origin);
            }
            String request = callers.requestId();
            if (request != null) {
                why.put(WhoAndWhy.REQUEST, request);
            }
        }
        if (CurrentUnitOfWork.isStarted()) {
            String cause = CurrentUnitOfWork.get().root().getResource(WhoAndWhy.CAUSE);
            if (cause != null) {
                why.put(WhoAndWhy.CAUSE, cause);
            }
        }
        return GenericCommandMessage.asCommandMessage(command).andMetaData(why);
    }

    private static boolean mayPass(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException
                    || cause instanceof org.axonframework.common.lock.DeadlockException) {
                return true;
            }
            if (cause instanceof SQLException failed) {
                String state = failed.getSQLState();
                return "40001".equals(state) || "40P01".equals(state) || PostgresEventStorageEngine.isTaken(failed);
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 4L << Math.min(attempt, 6)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.because(CommonRefusal.BUSY, "The portal is stopping");
        }
    }

    /** A refusal that a cached aggregate decided; another process may have changed the thing since. */
    private static final class RefusedByCached extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Refused refused;

        RefusedByCached(Refused refused) {
            super(null, refused, false, false);
            this.refused = refused;
        }
    }

    /** Ends a call that was only a trial. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenBack() {
            super(null, null, false, false);
        }
    }

    private static final class Outcome<R> {
        private @Nullable R value;
    }
}
