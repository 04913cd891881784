package myidc.bench;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.Locale;

/**
 * Billing: the closing of a month, samples coming in, percentiles of ports, the FOCUS export; processor time per unit
 * beside wall time, as most of it is spent in PostgreSQL and the portal together.
 */
@Vetoed
public final class BillingBench implements QuarkusApplication {
    private static final List<String> PARTS = List.of("close", "guests", "intake", "ports", "focus");

    public static void main(String[] args) {
        if (!wellFormed(args)) {
            System.err.println("myidc: bench billing takes --part close, guests, intake, ports or focus, and --scale N,"
                    + " from 1 to 100 percent");
            System.exit(2);
        }
        BenchPortal.run(BillingBench.class, args);
    }

    @Override
    public int run(String... args) throws Exception {
        String part = option(args, "--part", "");
        int scale = Integer.parseInt(option(args, "--scale", "100"));
        BilledAccounts accounts = new BilledAccounts();
        for (String each : PARTS) {
            if (part.isEmpty() || part.equals(each)) {
                System.out.printf(Locale.ROOT, "%n%s, at %d %% of the stated size%n", each, scale);
                run(each, scale, accounts);
            }
        }
        return 0;
    }

    private static void run(String part, int scale, BilledAccounts accounts) throws Exception {
        switch (part) {
            case "close" -> new ClosingMonths(accounts).metered(1_000 * scale / 100);
            case "guests" -> new ClosingMonths(accounts).guests(5_000 * scale / 100, 20);
            case "intake" -> new SamplesIn().run(scale);
            case "ports" -> new PortPercentiles().run(scale);
            case "focus" -> new FocusRows().run(1_000_000 / 100 * scale);
            default -> throw new IllegalArgumentException(part);
        }
    }

    private static boolean wellFormed(String[] args) {
        boolean sound = args.length % 2 == 0;
        for (int i = 0; sound && i < args.length; i += 2) {
            sound = switch (args[i]) {
                case "--part" -> PARTS.contains(args[i + 1]);
                case "--scale" -> args[i + 1].matches("[1-9][0-9]?|100");
                default -> false;
            };
        }
        return sound;
    }

    private static String option(String[] args, String name, String otherwise) {
        for (int i = 0; i < args.length; i += 2) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }
}
