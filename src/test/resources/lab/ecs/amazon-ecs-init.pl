#!/usr/bin/perl
# Stands for ecs-init. What decides about settings is as in amazon-ecs-agent 1.105.1: how the files are read, the defaults below
# them, what comes of exit codes (ecs-init/docker/docker.go, engine/engine.go) and the rules in iptables (exec/iptables/iptables.go).
use strict;
use warnings;

my $SOCKET = '/var/run/docker.sock';
my $NAME   = 'ecs-agent';
my $IMAGE  = 'amazon/amazon-ecs-agent:latest';
my $TAR    = '/var/cache/ecs/ecs-agent.tar';
my @FILES  = ('/var/lib/ecs/ecs.config', '/etc/ecs/ecs.config');
my @BINDS  = ('/var/lib/ecs/data:/data', '/etc/ecs:/etc/ecs', '/var/log/ecs:/log', '/var/lib/standin:/standin:ro');

my %DEFAULTS = (
    ECS_LOGFILE                               => '/log/ecs-agent.log',
    ECS_DATADIR                               => '/data',
    ECS_AGENT_CONFIG_FILE_PATH                => '/etc/ecs/ecs.config.json',
    ECS_UPDATE_DOWNLOAD_DIR                   => '/var/cache/ecs',
    ECS_UPDATES_ENABLED                       => 'true',
    ECS_AVAILABLE_LOGGING_DRIVERS             => '["json-file","syslog","awslogs","fluentd","none"]',
    ECS_ENABLE_TASK_IAM_ROLE                  => 'true',
    ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST     => 'true',
    ECS_ENABLE_TASK_ENI                       => 'true',
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE => 'true',
    ECS_EBSTA_SUPPORTED                       => 'true',
    ECS_AGENT_LABELS                          => '',
    ECS_VOLUME_PLUGIN_CAPABILITIES            => '["efsAuth"]',
);

# each rule: table, chain, arguments, and the variable of ecs-init's own environment that turns it off
my @RULES = (
    ['nat', 'PREROUTING', '-p tcp -d 169.254.170.2 --dport 80 -j DNAT --to-destination 127.0.0.1:51679'],
    ['nat', 'OUTPUT', '-d 169.254.170.2 -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 51679'],
    ['filter', 'INPUT', '--dst 127.0.0.0/8 ! --src 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP',
        'ECS_SKIP_LOCALHOST_TRAFFIC_FILTER'],
    ['filter', 'INPUT', '-p tcp --dport 51678 ! -i lo -j DROP', 'ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS'],
);

$| = 1;
sub note { print "level=info msg=\"$_[0]\"\n" }

# Go's strings.TrimSpace: Unicode's white space, in bytes of UTF-8
my $SPACE = qr/(?:[\t\n\x0b\f\r ]|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80)/;

sub trim {
    my ($text) = @_;
    $text =~ s/^$SPACE+//;
    $text =~ s/$SPACE+\z//;
    return $text;
}

sub variables_of {
    my ($path) = @_;
    open(my $file, '<:raw', $path) or return ();
    local $/;
    my %variables;
    for my $line (split /\n/, trim(<$file> // '')) {
        my ($key, $value) = split /=/, trim($line), 2;
        $variables{$key} = $value if defined $value;
    }
    return %variables;
}

sub agent_environment {
    my %environment = (%DEFAULTS, map { variables_of($_) } @FILES);
    $environment{ECS_ENABLE_TASK_ENI} = 'false' if ($ENV{ECS_EXTERNAL} // '') eq 'true';
    return map { "$_=$environment{$_}" } sort keys %environment;
}

sub json_text {
    my ($text) = @_;
    $text =~ s/(["\\])/\\$1/g;
    $text =~ s/([\x00-\x1f])/sprintf '\\u%04x', ord $1/ge;
    return qq("$text");
}

sub json_texts { return '[' . join(',', map { json_text($_) } @_) . ']' }

# docker METHOD PATH [BODY]: the answer's body, or nothing after an error; there may be nothing to DELETE, which is no error to show
sub docker {
    my ($method, $path, $body) = @_;
    my @command = ('curl', $method eq 'DELETE' ? '-s' : '-sS', '--fail', '--unix-socket', $SOCKET, '-X', $method, "http://docker$path");
    push @command, '-H', 'Content-Type: application/json', '--data-binary', $body if defined $body;
    open(my $curl, '-|', @command) or die "curl: $!";
    my $answer = do { local $/; <$curl> };
    return close($curl) ? $answer // '' : undef;
}

# the agent's exit code
sub run_agent {
    my $config = '{"Image":' . json_text($IMAGE) . ',"Env":' . json_texts(agent_environment())
      . ',"HostConfig":{"NetworkMode":"host","Binds":' . json_texts(@BINDS) . '}}';
    docker('DELETE', "/containers/$NAME?force=true");
    note('Starting Amazon Elastic Container Service Agent');
    docker('POST', "/containers/create?name=$NAME", $config) // die "could not create the agent's container\n";
    docker('POST', "/containers/$NAME/start") // die "could not start Agent\n";
    my $answer = docker('POST', "/containers/$NAME/wait") // die "could not wait for Agent\n";
    my ($code) = $answer =~ /"StatusCode":\s*(\d+)/ or die "no exit code in $answer\n";
    note("Agent exited with code $code");
    return $code;
}

sub start {
    my $pause = 0.5;
    while (1) {
        my $code = run_agent();
        exit $code if $code == 0 || $code == 5;
        note("ECS Agent failed to start, retrying in $pause s");
        select(undef, undef, undef, $pause);
        $pause = $pause * 2 > 15 ? 15 : $pause * 2;
    }
}

sub pre_start {
    system('sysctl -q -w net.ipv4.conf.all.route_localnet=1');
    iptables('-A');
    system("docker image inspect $IMAGE >/dev/null 2>&1 || docker import -c 'ENTRYPOINT [\"/agent\"]' $TAR $IMAGE") == 0
      or die "could not load Amazon Elastic Container Service Agent into Docker\n";
}

sub iptables {
    my ($action) = @_;
    for my $rule (@RULES) {
        my ($table, $chain, $arguments, $unless) = @$rule;
        next if defined $unless && ($ENV{$unless} // '') eq 'true';
        system("iptables -w -t $table $action $chain $arguments") == 0 || $action eq '-D' or die "iptables: $chain $arguments\n";
    }
}

sub post_stop {
    system('sysctl -q -w net.ipv4.conf.all.route_localnet=0');
    iptables('-D');
}

my %actions = (
    'pre-start' => \&pre_start,
    'start'     => \&start,
    'stop'      => sub { docker('POST', "/containers/$NAME/stop?t=10") },
    'post-stop' => \&post_stop,
);
my $action = $actions{$ARGV[0] // ''} // die "usage: amazon-ecs-init pre-start|start|stop|post-stop\n";
$action->();
