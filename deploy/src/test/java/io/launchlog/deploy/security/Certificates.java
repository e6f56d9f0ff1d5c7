package io.launchlog.deploy.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * An authority and what it has signed, made with the JDK's keytool.
 *
 * @param directory of all files, of nobody else
 */
record Certificates(Path directory) {

    static final String PASSWORD = "changed";

    private static final String STORE_TYPE = "PKCS12";
    private static final String AUTHORITY = "authority";

    /** A new authority. */
    static Certificates in(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Certificates certificates = new Certificates(directory);
        certificates.keytool(
                AUTHORITY, "-genkeypair", "-keyalg", "EC", "-alias", "own", "-dname", "CN=authority", "-ext", "bc:c");
        certificates.keytool(AUTHORITY, "-exportcert", "-rfc", "-alias", "own", "-file", certificates.pem(AUTHORITY));
        return certificates;
    }

    /** The authority's certificate, PEM. */
    Path authority() {
        return directory.resolve(AUTHORITY + ".pem");
    }

    /** A store with a new key, and its certificate that is valid from two days ago for that many days. */
    Path store(String name, int days) throws IOException, InterruptedException {
        String request = directory.resolve(name + ".csr").toString();
        String signed = pem(name + "-signed");
        keytool(name, "-genkeypair", "-keyalg", "EC", "-alias", "own", "-dname", "CN=" + name);
        keytool(name, "-certreq", "-alias", "own", "-file", request);
        keytool(
                AUTHORITY,
                "-gencert",
                "-rfc",
                "-alias",
                "own",
                "-infile",
                request,
                "-outfile",
                signed,
                "-startdate",
                "-2d",
                "-validity",
                Integer.toString(days),
                "-ext",
                "san=ip:127.0.0.1,dns:localhost");
        keytool(name, "-importcert", "-noprompt", "-alias", AUTHORITY, "-file", pem(AUTHORITY));
        keytool(name, "-importcert", "-noprompt", "-alias", "own", "-file", signed);
        return storeFile(name);
    }

    /** The key of a store, PEM and unencrypted, for who is to have it in a file. */
    Path key(String name) throws IOException, GeneralSecurityException {
        byte[] key = load(name).getKey("own", PASSWORD.toCharArray()).getEncoded();
        Path file = directory.resolve(name + "-key.pem");
        return Files.writeString(file, pemOf("PRIVATE KEY", key));
    }

    /** The certificate of a store and those that it is signed with, PEM. */
    Path chain(String name) throws IOException, GeneralSecurityException {
        StringBuilder chain = new StringBuilder();
        for (var certificate : load(name).getCertificateChain("own")) {
            chain.append(pemOf("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(directory.resolve(name + "-chain.pem"), chain);
    }

    KeyStore load(String name) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(storeFile(name).toFile(), PASSWORD.toCharArray());
    }

    private static String pemOf(String what, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    private Path storeFile(String name) {
        return directory.resolve(name + ".p12");
    }

    private String pem(String name) {
        return directory.resolve(name + ".pem").toString();
    }

    private void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Stream.of("-keystore", storeFile(store).toString(), "-storetype", STORE_TYPE, "-storepass", PASSWORD)
                .forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool " + String.join(" ", arguments) + ": " + said);
        }
    }
}
