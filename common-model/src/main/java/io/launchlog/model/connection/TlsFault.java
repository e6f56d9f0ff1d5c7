package io.launchlog.model.connection;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What is wrong when no TLS connection is made, for who has configured it: the JDK names the consequence only. */
public final class TlsFault {

    private static final String TRUST = "spring.ssl.bundle.pem.<name>.truststore.certificate";

    private TlsFault() {}

    /**
     * The text of a failure with the remedy behind it, in one line.
     *
     * @param failure of a client, with what caused it
     * @return its {@code toString}, and the remedy when it is one of TLS
     */
    public static String describe(Throwable failure) {
        String text = String.valueOf(failure).lines().findFirst().orElse("");
        String remedy = remedy(failure);
        return remedy == null ? text : text + " - " + remedy;
    }

    /**
     * What is wrong, and what to do.
     *
     * @return null when it has nothing to do with TLS
     */
    static @Nullable String remedy(Throwable failure) {
        String remedy = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String closer = remedyOf(cause);
            if (closer != null) {
                // The innermost says most.
                remedy = closer;
            }
        }
        return remedy;
    }

    private static @Nullable String remedyOf(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException expired ->
                "the server's certificate has expired (" + expired.getMessage() + "): renew it there";
            case CertificateNotYetValidException early ->
                "the server's certificate is not valid yet (" + early.getMessage() + "): compare the clocks";
            case CertPathBuilderException _ -> otherAuthority();
            // Also of an authority that only has the name of a trusted one.
            case CertPathValidatorException _ -> otherAuthority();
            case SSLPeerUnverifiedException _ -> otherName();
            case CertificateException named
            when String.valueOf(named.getMessage()).startsWith("No ") -> otherName();
            case SSLException plain
            when String.valueOf(plain.getMessage()).contains("Unsupported or unrecognized SSL message") ->
                "the server does not speak TLS at this address";
            case SSLException refused
            when String.valueOf(refused.getMessage()).contains("certificate_required") ->
                "the server wants a certificate of this client: spring.ssl.bundle.pem.<name>.keystore.*";
            default -> null;
        };
    }

    private static String otherAuthority() {
        return "the server's certificate is of an authority that is not trusted here: put the authority's certificate into "
                + TRUST;
    }

    private static String otherName() {
        return "the server's certificate is of another name than the address that it was asked at";
    }
}
