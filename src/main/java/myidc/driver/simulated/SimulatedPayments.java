package myidc.driver.simulated;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import myidc.billing.port.PaymentProvider;
import myidc.shared.money.Money;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A provider of payments that moves no money: a callback of {@code reference|PAID|12.50|CNY}, signed by HMAC-SHA256 with
 * {@code myidc.payments.simulated.secret}, counts as paid. Without a secret it accepts nothing.
 */
@Singleton
public final class SimulatedPayments implements PaymentProvider {
    private final Optional<String> secret;

    SimulatedPayments(@ConfigProperty(name = "myidc.payments.simulated.secret") Optional<String> secret) {
        this.secret = secret;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public String checkout(String reference, Money amount) {
        return "simulated:" + reference + "?amount=" + amount.amount().toPlainString();
    }

    @Override
    public Optional<Outcome> read(String body, String signature) {
        String[] parts = body.split("\\|", -1);
        if (secret.isEmpty()
                || parts.length != 4
                || !MessageDigest.isEqual(
                        sign(secret.get(), body).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Outcome(parts[0], parts[1].equals("PAID"), Money.of(parts[2], parts[3])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
