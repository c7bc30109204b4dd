# What the metadata service and the credentials endpoint answer: a token for PUT, 401 for all else.
# server.pl PORT ADDRESS...
use IO::Socket::IP;
$SIG{CHLD} = 'IGNORE';
my $port = shift @ARGV;
for my $address (@ARGV) {
  next if fork;
  my $server = IO::Socket::IP->new(LocalAddr => $address, LocalPort => $port,
      Listen => 64, ReuseAddr => 1, V6Only => 1) or die "$address: $@";
  while (1) {
    my $client = $server->accept or next;
    my $line = <$client> // '';
    while (my $next = <$client>) { last if $next =~ /^\s*$/ }
    my $code = $line =~ /^PUT/ ? '200 OK' : '401 Unauthorized';
    print $client "HTTP/1.1 $code\r\nContent-Length: 5\r\nConnection: close\r\n\r\nt0ken";
    close $client;
  }
}
sleep 86400;
