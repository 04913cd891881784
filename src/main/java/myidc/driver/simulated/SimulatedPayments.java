package myidc.driver.simulated;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import myidc.billing.event.PaymentMethodsEvent.Card;
import myidc.billing.port.PaymentProvider;
import myidc.shared.money.Money;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A provider of payments that moves no money: a callback of {@code reference|PAID|12.50|CNY}, signed by HMAC-SHA256 with
 * {@code myidc.payments.simulated.secret}, counts as paid, and {@code CARD|visa|4242|12/2030|mark|signature} is the token of
 * a card that it keeps. Without a secret it accepts nothing.
 */
@Singleton
public final class SimulatedPayments implements PaymentProvider {
    private static final Pattern TOKEN = Pattern.compile("(?<told>CARD\\|(?<brand>[a-z]{2,20})\\|(?<lastFour>[0-9]{4})"
            + "\\|(?<month>0[1-9]|1[0-2])/(?<year>[0-9]{4})\\|(?<mark>[a-z0-9-]{1,40}))\\|(?<signature>[0-9a-f]{64})");

    private final Optional<String> secret;

    SimulatedPayments(@ConfigProperty(name = "myidc.payments.simulated.secret") Optional<String> secret) {
        this.secret = secret;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public String checkout(String reference, Money amount, @Nullable String method) {
        return "simulated:" + reference + "?amount=" + amount.amount().toPlainString()
                + (method == null ? "" : "&method=" + method);
    }

    @Override
    public Optional<Kept> keep(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches() || !signed(parts.group("told"), parts.group("signature"))) {
            return Optional.empty();
        }
        return Optional.of(new Kept(
                name(),
                "card-" + parts.group("mark"),
                new Card(
                        parts.group("brand"),
                        parts.group("lastFour"),
                        YearMonth.of(Integer.parseInt(parts.group("year")), Integer.parseInt(parts.group("month"))))));
    }

    @Override
    public void forget(String method) {
        // Nothing is kept here.
    }

    @Override
    public Optional<Outcome> read(String body, String signature) {
        String[] parts = body.split("\\|", -1);
        if (parts.length != 4 || !signed(body, signature)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Outcome(parts[0], parts[1].equals("PAID"), Money.of(parts[2], parts[3])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean signed(String told, String signature) {
        return secret.isPresent()
                && MessageDigest.isEqual(
                        sign(secret.get(), told).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8));
    }

    /** The signature a callback bears. */
    public static String sign(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
