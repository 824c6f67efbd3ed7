package Relevo::Models;

# Strict fakes of model providers, in one process on one port: OpenAI (and
# Azure), Anthropic, Bedrock, Comprehend, Lex; speech, Rekognition, Textract
# (Models/Senses.pm), embeddings (Models/Vectors.pm).  What the real ones refuse is refused; AWS signatures are
# recomputed (Models/Aws.pm).
#
#   my $m = Relevo::Models->start($dir);
#   $m->url                                   "http://127.0.0.1:PORT"
#   $m->rules({ path => 'chat', action => 'status', status => 429, count => 1 })
#   $m->history                               requests, oldest first
#
# Rules are looked at for each request, in order, the first whose path (a
# pattern) and body (another) fit and whose count is not used up.  Actions:
#   status   status, code, retry_after, retry_after_ms, should_retry
#   stall    before the first byte, or (after => N) behind N pieces
#   cut      the connection ends behind N pieces (after => N)
#   reset    the connection is reset before an answer
#   broken   an event that is no JSON, or a damaged frame
#   error    an error event behind `after` pieces
#   delay    ms in front of the answer
# and what is answered: text, tool => [name, arguments as text], finish,
# usage => 0, done => 0 (OpenAI without [DONE]), chunk (bytes of a write).
# Answers leave in pieces of 7 bytes unless told: no character stays whole.

use strict;
use warnings;

use Fcntl qw(:flock);
use IO::Socket::INET;
use JSON::PP;
use POSIX ();
use Time::HiRes qw(sleep);

use Relevo::Models::Aws;
use Relevo::Models::Chat;
use Relevo::Models::Senses;
use Relevo::Models::Vectors;

our $KEY = 'sk-test-4f0c9e';                # the only one that is accepted

my $json = JSON::PP->new->utf8->canonical;
my $dir;                                    # of the server's process


sub start {
    my ($class, $dir) = @_;

    my $listener = IO::Socket::INET->new(Listen => 256,
        LocalAddr => '127.0.0.1', ReuseAddr => 1) or die "listen: $!";
    my $self = bless { dir => $dir, port => $listener->sockport,
        owner => $$ }, $class;
    $self->rules;
    $self->{pid} = fork // die "fork: $!";
    if ($self->{pid} == 0) {
        $SIG{$_} = 'DEFAULT' for qw(INT TERM HUP);
        setpgrp;
        eval { $self->serve($listener) };
        warn $@ if $@;
        POSIX::_exit(0);
    }
    close $listener;
    return $self;
}


sub url { return "http://127.0.0.1:$_[0]{port}" }


sub stop {
    my ($self) = @_;

    return if !$self->{pid} || $$ != $self->{owner};
    kill KILL => -$self->{pid}, $self->{pid};
    waitpid $self->{pid}, 0;
    delete $self->{pid};
}

sub DESTROY { local ($?, $!, $@); $_[0]->stop }


# ---- what tests say and see ----

sub rules {
    my ($self, @rules) = @_;

    $self->spew('models.rules', $json->encode(\@rules));
    $self->spew('models.history', '');
    unlink glob "$self->{dir}/models.used.*";
}


sub history {
    my ($self) = @_;

    open my $f, '<', "$self->{dir}/models.history" or return;
    return map { $json->decode($_) } <$f>;
}


# Connections that are still held by a stall.
sub busy {
    my ($self) = @_;

    return scalar(() = glob "$self->{dir}/models.waits.*");
}


sub spew {
    my ($self, $name, $text) = @_;

    open my $f, '>', "$self->{dir}/$name.new" or die "$name: $!";
    print $f $text;
    close $f;
    rename "$self->{dir}/$name.new", "$self->{dir}/$name" or die "$name: $!";
}


# ---- the server: a process per connection ----

sub serve {
    my ($self, $listener) = @_;

    $dir = $self->{dir};
    local $SIG{CHLD} = 'IGNORE';
    while (1) {
        my $peer = $listener->accept or next;
        my $pid = fork // die "fork: $!";
        if ($pid == 0) {
            close $listener;
            eval { 1 while $self->request($peer) };
            print STDERR "models: $@" if $@ && $@ !~ /gone/;
            POSIX::_exit(0);
        }
        close $peer;
    }
}


sub request {
    my ($self, $peer) = @_;

    my $in = '';
    until ($in =~ /\r\n\r\n/) {
        sysread $peer, $in, 65536, length $in or return 0;
    }
    my ($head, $body) = split /\r\n\r\n/, $in, 2;
    my ($line, @lines) = split /\r\n/, $head;
    my ($method, $path) = split / /, $line;
    my %h = map { /^([^:]+):\s*(.*)$/ ? (lc $1, $2) : () } @lines;
    while (length $body < ($h{'content-length'} // 0)) {
        sysread $peer, $body, 65536, length $body or return 0;
    }

    my $r = { peer => $peer, method => $method, path => $path, headers => \%h,
        raw => $body, body => ($h{'content-type'} // '') =~ /^multipart/
        ? Relevo::Models::Senses::form($h{'content-type'}, $body)
        : eval { $json->decode($body) } };
    my $rule = $self->rule($r);
    $self->note($r);
    $self->act($r, $rule);
    return 1;
}


sub note {
    my ($self, $r) = @_;

    open my $f, '>>', "$self->{dir}/models.history" or die "history: $!";
    flock $f, LOCK_EX;
    print $f $json->encode({ map { $_ => $r->{$_} }
        qw(method path headers body) }), "\n";
    close $f;
}


sub rule {
    my ($self, $r) = @_;

    open my $f, '<', "$self->{dir}/models.rules" or return {};
    my $rules = $json->decode(join '', <$f>);
    for my $i (0 .. $#$rules) {
        my $rule = $rules->[$i];
        next if defined $rule->{path} && $r->{path} !~ /$rule->{path}/;
        next if defined $rule->{match} && $r->{raw} !~ /$rule->{match}/;
        return $rule if !defined $rule->{count};
        open my $used, '>>', "$self->{dir}/models.used.$i" or die $!;
        flock $used, LOCK_EX;
        next if -s $used >= $rule->{count};
        syswrite $used, 'x';
        return $rule;
    }
    return {};
}


sub act {
    my ($self, $r, $rule) = @_;

    my $action = $rule->{action} // '';
    sleep($rule->{ms} / 1000) if $action eq 'delay';
    hang($r->{peer}) if $action eq 'stall' && !defined $rule->{after};
    if ($action eq 'reset') {
        setsockopt $r->{peer}, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0);
        POSIX::_exit(0);
    }

    my $who = provider_of($r);
    return refuse($r, 404, error => { message => 'no such path' }) if !$who;
    return if !$who->($r, $rule, 'check');
    if ($action eq 'status') {
        return Relevo::Models::Chat::status($r, $rule);
    }
    $who->($r, $rule, 'answer');
}


sub provider_of {
    my ($r) = @_;

    my $p = $r->{path};
    return \&Relevo::Models::Chat::openai
        if $p =~ m{^/v1/chat/completions$|^/openai/deployments/[^/]+/chat/completions\?api-version=};
    return \&Relevo::Models::Chat::anthropic if $p eq '/v1/messages';
    return \&Relevo::Models::Aws::bedrock
        if $p =~ m{^/model/[^/]+/converse(-stream)?$};
    return \&Relevo::Models::Senses::speech if $p eq '/v1/audio/transcriptions';
    return \&Relevo::Models::Vectors::embeddings if $p eq '/v1/embeddings';
    my $target = $r->{headers}{'x-amz-target'} // '';
    return \&Relevo::Models::Senses::rekognition if $p eq '/' && $target =~ /^Rekognition/;
    return \&Relevo::Models::Senses::textract if $p eq '/' && $target =~ /^Textract/;
    return \&Relevo::Models::Aws::comprehend if $p eq '/';
    return \&Relevo::Models::Aws::lex if $p =~ m{^/bots/};
    return;
}


# ---- writing, for Chat.pm and Aws.pm ----

# Waits until the other side goes away; busy() counts those who wait.
sub hang {
    my ($peer) = @_;

    my $mark = "$dir/models.waits.$$";
    open my $f, '>', $mark or die "$mark: $!";
    1 while sysread $peer, my $junk, 4096;
    unlink $mark;
    POSIX::_exit(0);
}


sub put {
    my ($r, $bytes, $size) = @_;

    while (length $bytes) {
        my $n = syswrite $r->{peer}, substr $bytes, 0, $size || 1 << 20;
        die "gone\n" if !$n;
        substr $bytes, 0, $n, '';
    }
}


sub answer {
    my ($r, $status, $value, %headers) = @_;

    my $body = ref $value ? $json->encode($value) : $value;
    $headers{'Content-Type'} //= 'application/json';
    put($r, join "\r\n", "HTTP/1.1 $status X",
        (map { "$_: $headers{$_}" } sort keys %headers),
        'Content-Length: ' . length $body, '', $body);
    return;
}


sub refuse {
    my ($r, $status, @body) = @_;

    answer($r, $status, { @body });
    return;
}


# Pieces of a stream, chunked, cut into writes that no character survives.
sub stream {
    my ($r, $rule, $type, @pieces) = @_;

    my $action = $rule->{action} // '';
    my $size = $rule->{chunk} || 7;
    my $n = 0;

    put($r, "HTTP/1.1 200 OK\r\nContent-Type: $type\r\n"
        . "Transfer-Encoding: chunked\r\n\r\n");
    for my $piece (@pieces) {
        if (defined $rule->{after} && $n++ == $rule->{after}) {
            hang($r->{peer}) if $action eq 'stall';
            if ($action eq 'cut') {
                shutdown $r->{peer}, 2;
                POSIX::_exit(0);
            }
            last if $action eq 'end';
        }
        for (my $at = 0; $at < length $piece; $at += $size) {
            my $part = substr $piece, $at, $size;
            put($r, sprintf("%x\r\n", length $part) . "$part\r\n");
        }
        sleep($rule->{pause}) if $rule->{pause};
    }
    put($r, "0\r\n\r\n");
    return;
}

1;
