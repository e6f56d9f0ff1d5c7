package io.launchlog.model.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TlsFaultTest {

    @Test
    void an_expired_certificate_is_to_be_renewed() {
        assertThat(TlsFault.describe(handshake(new CertificateExpiredException("NotAfter: yesterday"))))
                .isEqualTo("javax.net.ssl.SSLHandshakeException: no - the server's certificate has expired (NotAfter:"
                        + " yesterday): renew it there");
    }

    @Test
    void one_of_tomorrow_may_be_a_matter_of_clocks() {
        assertThat(TlsFault.describe(handshake(new CertificateNotYetValidException("NotBefore: tomorrow"))))
                .endsWith("is not valid yet (NotBefore: tomorrow): compare the clocks");
    }

    @Test
    void an_authority_that_is_not_trusted_is_to_be_told() {
        assertThat(TlsFault.describe(handshake(new CertPathBuilderException("unable to find valid path"))))
                .endsWith("put the authority's certificate into spring.ssl.bundle.pem.<name>.truststore.certificate");
    }

    @Test
    void an_authority_of_the_same_name_is_not_trusted_either() {
        assertThat(TlsFault.describe(handshake(new CertPathValidatorException("signature check failed"))))
                .endsWith("put the authority's certificate into spring.ssl.bundle.pem.<name>.truststore.certificate");
    }

    @Test
    void another_name_is_told_apart() {
        assertThat(TlsFault.describe(handshake(new CertificateException("No name matching a found"))))
                .endsWith("of another name than the address that it was asked at");
    }

    @Test
    void a_server_without_tls_is_told_apart() {
        assertThat(TlsFault.describe(new SSLException("Unsupported or unrecognized SSL message")))
                .endsWith("does not speak TLS at this address");
    }

    @Test
    void a_server_that_wants_a_certificate_is_told_apart() {
        assertThat(TlsFault.describe(new SSLHandshakeException("(certificate_required) Received fatal alert")))
                .endsWith("wants a certificate of this client: spring.ssl.bundle.pem.<name>.keystore.*");
    }

    @Test
    void other_failures_are_told_as_they_are_in_one_line() {
        assertThat(TlsFault.describe(new IOException("broken\npipe"))).isEqualTo("java.io.IOException: broken");
    }

    private static IOException handshake(Exception cause) {
        SSLHandshakeException failure = new SSLHandshakeException("no");
        failure.initCause(new IllegalStateException(cause));
        return failure;
    }
}
