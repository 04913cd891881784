package myidc.driver.mail;

import jakarta.inject.Singleton;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import myidc.billing.NoticeSettings;
import myidc.billing.NoticeSettings.Encryption;
import myidc.billing.NoticeSettings.Mail;
import myidc.billing.port.Postman;
import org.jspecify.annotations.Nullable;

/** Hands mail to a server by SMTP, with time limits on every step. */
@Singleton
public final class SmtpPostman implements Postman {
    private final Mail settings;
    private final String timeoutMs;
    private final Clock clock;

    SmtpPostman(NoticeSettings settings, Clock clock) {
        this.settings = settings.mail();
        this.timeoutMs = Long.toString(settings.timeout().toMillis());
        this.clock = clock;
    }

    @Override
    public boolean ready() {
        return settings.host().isPresent();
    }

    @Override
    public Sent send(Letter letter) {
        try {
            InternetAddress to = new InternetAddress(letter.to(), true);
            MimeMessage message = new MimeMessage(session());
            message.setFrom(new InternetAddress(settings.from()));
            message.setRecipient(Message.RecipientType.TO, to);
            message.setSubject(letter.subject().replaceAll("\\p{Cntrl}", " "), StandardCharsets.UTF_8.name());
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(clock.instant()));
            Transport.send(message);
            return Sent.DONE;
        } catch (AddressException e) {
            return new Sent(false, false, "the address cannot be mailed to");
        } catch (SendFailedException e) {
            boolean refused = e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
            return new Sent(false, !refused, "the server took it not: " + e.getMessage());
        } catch (MessagingException e) {
            return new Sent(false, true, String.valueOf(e.getMessage()));
        }
    }

    private Session session() {
        Properties mail = new Properties();
        mail.put("mail.smtp.host", settings.host().orElseThrow());
        mail.put("mail.smtp.port", Integer.toString(settings.port()));
        mail.put("mail.smtp.connectiontimeout", timeoutMs);
        mail.put("mail.smtp.timeout", timeoutMs);
        mail.put("mail.smtp.writetimeout", timeoutMs);
        mail.put("mail.smtp.auth", Boolean.toString(settings.username().isPresent()));
        mail.put("mail.smtp.ssl.enable", Boolean.toString(settings.encryption() == Encryption.TLS));
        mail.put("mail.smtp.starttls.required", Boolean.toString(settings.encryption() == Encryption.STARTTLS));
        mail.put("mail.smtp.starttls.enable", Boolean.toString(settings.encryption() == Encryption.STARTTLS));
        mail.put("mail.smtp.ssl.checkserveridentity", "true");
        return Session.getInstance(mail, settings.username().isPresent() ? signIn() : null);
    }

    private Authenticator signIn() {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        settings.username().orElse(""), settings.password().orElse(""));
            }
        };
    }
}
