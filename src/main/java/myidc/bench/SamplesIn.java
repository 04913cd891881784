package myidc.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import myidc.metering.intake.Agents;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Samples by HTTP over one connection, one a request and 720 a request, each the next for its point. What the client itself
 * uses is known by its thread and taken off.
 */
final class SamplesIn {
    private static final int POINTS = 50;
    private static final long FIRST_POINT = 900_000_000L;
    private static final int MANY = 720;
    private static final double AIM_ONE_MS = 0.3;
    private static final double AIM_MANY_US = 2;
    private static final double US_PER_MS = 1_000;

    private final Sql sql = BenchPortal.bean(Sql.class);
    private final Commands commands = BenchPortal.bean(Commands.class);
    private final Instant start =
            BenchPortal.bean(Clock.class).instant().truncatedTo(ChronoUnit.DAYS).minus(200, ChronoUnit.DAYS);
    private long sent;

    void run(int scale) throws IOException {
        String token = commands.perform(
                () -> {
                    sql.change(
                            "insert into meter_point_view (id, version, tenant_id, kind, measures, charge, unit,"
                                    + " counter_bits, limit_per_second, ratio, valid_from, events)"
                                    + " select ? + n, 0, 1, 'QUANTITY_MICRO', 'b-' || n, 'requests', 'GB', 0, 0, 1, ?,"
                                    + " '[]' from generate_series(0, ?::int - 1) as n",
                            FIRST_POINT,
                            start,
                            POINTS);
                    return BenchPortal.bean(Agents.class)
                            .admit("bench", "bench")
                            .token();
                },
                admitted -> admitted);
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            Client client =
                    new Client(socket.getOutputStream(), new BufferedInputStream(socket.getInputStream()), token);
            measure(client, 2_000, 1);
            double one = measure(client, 10_000 * scale / 100, 1);
            System.out.printf(
                    Locale.ROOT,
                    "%-44s %.2f ms CPU a request; aim %.1f %s%n",
                    "one sample a request",
                    one,
                    AIM_ONE_MS,
                    one <= AIM_ONE_MS ? "met" : "missed");
            measure(client, 50, MANY);
            double many = measure(client, 1_000 * scale / 100, MANY) * US_PER_MS / MANY;
            System.out.printf(
                    Locale.ROOT,
                    "%-44s %.2f us CPU a sample; aim %.0f %s%n",
                    MANY + " samples a request",
                    many,
                    AIM_MANY_US,
                    many <= AIM_MANY_US ? "met" : "missed");
        }
    }

    /** Processor milliseconds a request, the client's own left out. */
    private double measure(Client client, int requests, int samples) throws IOException {
        CpuTime before = CpuTime.now();
        double own = ownMs();
        for (int request = 0; request < requests; request++) {
            client.send(body(samples), samples);
        }
        CpuTime used = CpuTime.now().since(before);
        double portal = used.jvmMs() - (ownMs() - own);
        System.out.printf(
                Locale.ROOT,
                "%-44s portal %.3f ms, PostgreSQL %.3f ms%n",
                requests + " requests of " + samples,
                portal / requests,
                used.postgresMs() / requests);
        return (portal + used.postgresMs()) / requests;
    }

    private static double ownMs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
    }

    private byte[] body(int samples) {
        StringBuilder json = new StringBuilder(samples * 90).append("{\"samples\":[");
        for (int index = 0; index < samples; index++) {
            long number = sent++;
            json.append(index == 0 ? "" : ",")
                    .append("{\"id\":\"s")
                    .append(number)
                    .append("\",\"meterPoint\":")
                    .append(FIRST_POINT + number % POINTS)
                    .append(",\"at\":\"")
                    .append(start.plusSeconds(number / POINTS * 5))
                    .append("\",\"value\":")
                    .append(1_000 + number % 997)
                    .append('}');
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As little of HTTP as a collector needs; a client library would cost more than the request. */
    private record Client(OutputStream out, InputStream in, String token) {
        void send(byte[] body, int samples) throws IOException {
            String head = "POST /admin/v1/usage-samples HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            String status = line();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            String answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            if (!status.startsWith("HTTP/1.1 200") || !answer.contains("\"accepted\":" + samples + ",")) {
                throw new IOException("Samples were not taken: " + status + " " + answer);
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("The portal closed the connection");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
