package myidc;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.locks.LockSupport;

/** Waits for what programs of the portal bring about at their own pace. */
public final class Eventually {
    private static final long PATIENCE_S = 60;

    private Eventually() {}

    /** Asserts again and again until it holds; what it said last when it never does. */
    public static void holds(Runnable assertion) {
        long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_S);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }
}
