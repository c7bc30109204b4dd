package io.ecsharden.report.ssm;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/** The certificates of {@code AWS_CA_BUNDLE}, as the AWS CLI takes it: a file of PEM blocks. */
final class CaBundle {

  private static final int MOST_BYTES = 4 << 20;

  private CaBundle() {}

  static TlsTrustManagersProvider read(String path) throws NotSent {
    try (InputStream in = new FileInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry(Integer.toString(number++), certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      TrustManager[] managers = factory.getTrustManagers();
      return () -> managers;
    } catch (IOException | GeneralSecurityException e) {
      throw NotSent.forNow("AWS_CA_BUNDLE (" + path + ") cannot be read as PEM certificates");
    }
  }
}
