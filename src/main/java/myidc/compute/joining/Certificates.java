package myidc.compute.joining;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.GeneralName.DNSName;
import org.wildfly.security.x500.GeneralName.IPAddress;
import org.wildfly.security.x500.cert.BasicConstraintsExtension;
import org.wildfly.security.x500.cert.ExtendedKeyUsageExtension;
import org.wildfly.security.x500.cert.KeyUsage;
import org.wildfly.security.x500.cert.KeyUsageExtension;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;
import org.wildfly.security.x500.cert.X509CertificateBuilder;

/** Keys on P-256 and certificates of them, written as PEM. */
final class Certificates {
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final Duration EARLIER = Duration.ofHours(1);
    private static final int SERIAL_BITS = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of a key on P-256 in PKCS #8, where all lengths are known: what goes before its secret and its public half. */
    private static final byte[] BEFORE_SECRET =
            HexFormat.of().parseHex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420");

    private static final byte[] BEFORE_PUBLIC = HexFormat.of().parseHex("a144034200");
    private static final int P256_BYTES = 32;
    private static final int P256_POINT = 65;
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Certificates() {}

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    static String authority(String name, KeyPair keys, Instant now, Duration life) throws GeneralSecurityException {
        Issuer itself = new Issuer(name, keys.getPrivate());
        return pem(begun(itself, name, keys.getPublic(), new Span(now, life))
                .addExtension(new BasicConstraintsExtension(true, true, 0))
                .addExtension(new KeyUsageExtension(true, KeyUsage.keyCertSign, KeyUsage.cRLSign))
                .build()
                .getEncoded());
    }

    /** For a host that answers at the address, an IP or a name. */
    static String host(Issuer issuer, String address, PublicKey key, Span span) throws GeneralSecurityException {
        boolean number =
                address.contains(":") || DIGITS_AND_DOTS.matcher(address).matches();
        GeneralName name = number ? new IPAddress(address) : new DNSName(address);
        return pem(leaf(issuer, address, key, span, SERVER)
                .addExtension(new SubjectAlternativeNamesExtension(false, List.of(name)))
                .build()
                .getEncoded());
    }

    static String client(Issuer issuer, String name, PublicKey key, Span span) throws GeneralSecurityException {
        return pem(leaf(issuer, name, key, span, CLIENT).build().getEncoded());
    }

    /**
     * The use of the key is no critical extension, since libvirt before 10 refuses a certificate whose critical one leaves out
     * the enciphering of keys, which those on curves may not name (https://www.rfc-editor.org/rfc/rfc8813#section-3).
     */
    private static X509CertificateBuilder leaf(Issuer issuer, String name, PublicKey key, Span span, String use) {
        return begun(issuer, name, key, span)
                .addExtension(new BasicConstraintsExtension(true, false, -1))
                .addExtension(new KeyUsageExtension(false, KeyUsage.digitalSignature))
                .addExtension(new ExtendedKeyUsageExtension(false, List.of(use)));
    }

    private static X509CertificateBuilder begun(Issuer issuer, String name, PublicKey key, Span span) {
        return new X509CertificateBuilder()
                .setIssuerDn(named(issuer.name()))
                .setSubjectDn(named(name))
                .setSerialNumber(new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE))
                .setNotValidBefore(span.from().minus(EARLIER).atZone(ZoneOffset.UTC))
                .setNotValidAfter(span.from().plus(span.life()).atZone(ZoneOffset.UTC))
                .setPublicKey(key)
                .setSigningKey(issuer.key())
                .setSignatureAlgorithmName("SHA256withECDSA");
    }

    private static X500Principal named(String name) {
        return new X500Principal("CN=" + name);
    }

    static String pem(byte[] certificate) {
        return block("CERTIFICATE", certificate);
    }

    static String pem(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /**
     * The key with its public half beside it (https://www.rfc-editor.org/rfc/rfc5915#section-3): what Java writes leaves that
     * out, and GnuTLS, which libvirt reads keys with, takes none without.
     */
    static String pemWithPublic(KeyPair keys) {
        if (!(keys.getPrivate() instanceof ECPrivateKey known)) {
            throw new IllegalArgumentException("not a key on a curve");
        }
        byte[] publicKey = keys.getPublic().getEncoded();
        byte[] secret = known.getS().toByteArray();
        ByteBuffer whole = ByteBuffer.allocate(BEFORE_SECRET.length + P256_BYTES + BEFORE_PUBLIC.length + P256_POINT)
                .put(BEFORE_SECRET);
        int length = Math.min(secret.length, P256_BYTES);
        whole.position(BEFORE_SECRET.length + P256_BYTES - length)
                .put(secret, secret.length - length, length)
                .put(BEFORE_PUBLIC)
                .put(publicKey, publicKey.length - P256_POINT, P256_POINT);
        return block("PRIVATE KEY", whole.array());
    }

    private static String block(String label, byte[] contents) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(contents) + "\n-----END " + label + "-----\n";
    }

    static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        String body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    /** Who signs. */
    record Issuer(String name, PrivateKey key) {
        /** Shown in no log. */
        @Override
        public String toString() {
            return "Issuer[" + name + "]";
        }
    }

    /** From when and how long a certificate holds. */
    record Span(Instant from, Duration life) {}
}
