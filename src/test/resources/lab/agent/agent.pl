#!/usr/bin/perl
# Stands for the ECS agent: registers, opens its introspection port, answers. Or not: /standin/behaviour says how it fails,
# one behaviour a line, the first that applies:
#
#   ok | delay=SECONDS | outage=SECONDS | refuse | exit5 | hang | silent
#   when KEY=VALUE BEHAVIOUR       only if the agent's environment has exactly this value
#
# Exit codes, the checkpoint and "the port opens only after registration" are as in amazon-ecs-agent 1.105.1 (agent/app/agent.go).
use strict;
use warnings;
use IO::Socket::INET;

my $BEHAVIOUR  = '/standin/behaviour';
my $CHECKPOINT = '/data/agent.db';
my $ADDRESS    = '127.0.0.1:51678';
my $VERSION    = 'Amazon ECS Agent - v1.105.1 (standin)';

$| = 1;
$SIG{TERM} = $SIG{INT} = sub { say_it('terminated'); exit 0 };

sub say_it { print STDERR "level=info msg=\"$_[0]\"\n" }

# the log that ecs-init mounts, with the real agent's form of a line
sub log_it {
    my ($level, $text) = @_;
    my ($second, $minute, $hour, $day, $month, $year) = gmtime;
    my $time = sprintf '%04d-%02d-%02dT%02d:%02d:%02dZ', $year + 1900, $month + 1, $day, $hour, $minute, $second;
    open(my $log, '>>', '/log/ecs-agent.log') or return;
    print $log "level=$level time=$time msg=\"$text\"\n";
    close $log;
}

sub give_up {
    my ($code, $text) = @_;
    log_it('critical', $text);
    exit $code;
}

# ECS does not answer for so long, and the agent tries again
sub outage {
    my ($seconds) = @_;
    my $end = time + $seconds;
    while (time < $end) {
        log_it('error', 'Unable to register as a container instance with ECS');
        select(undef, undef, undef, 1);
    }
}

sub lines_of {
    my ($path) = @_;
    open(my $file, '<', $path) or return ();
    chomp(my @lines = <$file>);
    return @lines;
}

sub behaviour {
    for my $line (lines_of($BEHAVIOUR)) {
        next if $line =~ /^\s*(?:#|$)/;
        return $line unless $line =~ /^when ([^=]+)=(.*) (\S+)$/;
        return $3 if ($ENV{$1} // '') eq $2;
    }
    return 'ok';
}

sub cluster {
    my $cluster = $ENV{ECS_CLUSTER} // '';
    $cluster =~ s/^\s+|\s+$//g;
    return $cluster eq '' ? 'default' : $cluster;
}

sub register {
    my ($cluster) = @_;
    my ($saved, $arn) = lines_of($CHECKPOINT);
    if (defined $saved && $saved ne $cluster) {
        say_it("Data mismatch; saved cluster '$saved' does not match configured cluster '$cluster'.");
        give_up(5, "Data mismatch; saved cluster '$saved' does not match configured cluster '$cluster'.");
    }
    return $arn if defined $arn;
    $arn = "arn:aws:ecs:us-east-1:123456789012:container-instance/$cluster/" . ('0123456789abcdef' x 2);
    open(my $file, '>', $CHECKPOINT) or die "$CHECKPOINT: $!";
    print $file "$cluster\n$arn\n";
    close $file;
    return $arn;
}

sub serve {
    my ($json) = @_;
    my $server = listen_or_die();
    while (1) {
        my $client = $server->accept or next;
        my $request = <$client> // '';
        my ($status, $body) = $request =~ m{^GET /v1/metadata } ? ('200 OK', $json) : ('404 Not Found', '');
        print $client "HTTP/1.1 $status\r\nContent-Type: application/json\r\nConnection: close\r\n"
          . 'Content-Length: ' . length($body) . "\r\n\r\n$body";
        # what is left unread would make the kernel reset the connection, and the client lose the answer
        while (defined(my $header = <$client>)) { last if $header =~ /^\r?\n$/ }
        close $client;
    }
}

sub listen_or_die {
    return IO::Socket::INET->new(LocalAddr => $ADDRESS, Proto => 'tcp', Listen => 64, ReuseAddr => 1)
      // die "cannot listen on $ADDRESS: $!";
}

my $behaviour = behaviour();
say_it("behaviour: $behaviour");
give_up(1, 'Error loading config') if $behaviour eq 'refuse';
give_up(5, 'Agent will terminally exit, unable to register container instance') if $behaviour eq 'exit5';
if ($behaviour eq 'silent') { sleep 3600 while 1 }
if ($behaviour eq 'hang') { my $server = listen_or_die(); sleep 3600 while 1 }
if ($behaviour =~ /^delay=([0-9.]+)$/) { select(undef, undef, undef, $1) }
elsif ($behaviour =~ /^outage=([0-9.]+)$/) { outage($1) }
elsif ($behaviour ne 'ok') { die "unknown behaviour: $behaviour" }

my $cluster = cluster();
my $arn = register($cluster);
s/(["\\])/\\$1/g for my $name = $cluster, my $escaped = $arn;
say_it('registered');
serve(qq({"Cluster":"$name","ContainerInstanceArn":"$escaped","Version":"$VERSION"}));
