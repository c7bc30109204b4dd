package io.ecsharden.aws.connection;

import io.ecsharden.aws.compliance.NotSent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/** The certificates of {@code AWS_CA_BUNDLE}, as the AWS CLI takes it: PEM blocks. */
final class CaBundle {

  private CaBundle() {}

  static TlsTrustManagersProvider parse(byte[] pem) throws NotSent {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        store.setCertificateEntry(Integer.toString(number++), certificate);
      }
      if (number == 0) {
        throw NotSent.forNow("AWS_CA_BUNDLE names a file without certificates");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      TrustManager[] managers = factory.getTrustManagers();
      return () -> managers;
    } catch (IOException | GeneralSecurityException e) {
      throw NotSent.forNow("AWS_CA_BUNDLE names a file that is no PEM certificates");
    }
  }
}
