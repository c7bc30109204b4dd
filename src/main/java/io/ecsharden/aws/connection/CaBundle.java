package io.ecsharden.aws.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/** The certificates of {@code AWS_CA_BUNDLE}: PEM blocks, as for the AWS CLI. */
final class CaBundle {

  private CaBundle() {}

  static TlsTrustManagersProvider parse(byte[] pem) throws NotConnected {
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
        throw new NotConnected("the file of AWS_CA_BUNDLE holds no certificates");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      TrustManager[] managers = factory.getTrustManagers();
      return () -> managers;
    } catch (IOException | GeneralSecurityException e) {
      throw new NotConnected("the file of AWS_CA_BUNDLE does not hold PEM certificates");
    }
  }
}
