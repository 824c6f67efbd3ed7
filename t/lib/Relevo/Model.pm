package Relevo::Model;

# A language model that speaks the OpenAI chat interface and says what the test
# wants: a forked process, one select loop, so that it can keep hundreds of
# answers waiting.
#
#   my $m = Relevo::Model->new(sub {
#       my ($request, $mode) = @_;          # decoded body; $m->mode('x')
#       return { text => 'hola' };          # or one of
#   });
#   { tools => [[name => {arguments}], ...] }   { tools => .. , text => .. }
#   { status => 429, headers => ['Retry-After: 1'] }
#   { stall => 1 }  never answers           { cut => 1 }  ends in the middle
#   { raw => bytes }  instead of an answer  { delay => seconds }  besides
#
#   $m->base        http://127.0.0.1:PORT
#   $m->requests    what it was asked, decoded, oldest first
#   $m->dropped     connections that the asker closed before its answer
#   $m->stop

use strict;
use warnings;

use Carp qw(croak);
use File::Temp qw(tempdir);
use IO::Select;
use IO::Socket::INET;
use JSON::PP;
use POSIX ();
use Time::HiRes qw(time);

my $json = JSON::PP->new->utf8->canonical;


sub new {
    my ($class, $brain) = @_;

    my $listener = IO::Socket::INET->new(Listen => 512, LocalAddr => '127.0.0.1',
        ReuseAddr => 1, Blocking => 0) or croak "model: $!";
    my $self = bless { dir => tempdir('relevo-model-XXXXXX', TMPDIR => 1, CLEANUP => 1),
        port => $listener->sockport, owner => $$ }, $class;
    $self->mode('');
    my $pid = fork // croak "fork: $!";
    if (!$pid) {
        $SIG{TERM} = sub { POSIX::_exit(0) };
        $SIG{PIPE} = 'IGNORE';
        eval { _serve($self, $listener, $brain); 1 } or print STDERR "model: $@";
        POSIX::_exit(1);
    }
    $self->{pid} = $pid;
    close $listener;
    return $self;
}

sub base { return "http://127.0.0.1:$_[0]{port}" }

sub mode {
    my ($self, $mode) = @_;
    _write("$self->{dir}/mode.new", $mode);
    rename "$self->{dir}/mode.new", "$self->{dir}/mode" or croak "mode: $!";
    return;
}

sub requests {
    my ($self) = @_;
    return map { $json->decode($_) } split /\n/, _read("$self->{dir}/requests");
}

sub dropped { return scalar(() = _read("$_[0]{dir}/dropped") =~ /\n/g) }

sub stop {
    my ($self) = @_;
    my $pid = delete $self->{pid} or return;
    kill TERM => $pid;
    waitpid $pid, 0;
    return;
}

sub DESTROY {
    my ($self) = @_;
    local ($?, $!);
    $self->stop if $$ == $self->{owner};
    return;
}


# --- the process -------------------------------------------------------------

sub _write {
    my ($path, $bytes) = @_;
    open my $out, '>', $path or croak "$path: $!";
    print {$out} $bytes;
    close $out or croak "$path: $!";
    return;
}

sub _append {
    my ($path, $line) = @_;
    open my $out, '>>', $path or croak "$path: $!";
    print {$out} "$line\n";
    close $out or croak "$path: $!";
    return;
}

sub _read {
    my ($path) = @_;
    open my $in, '<', $path or return '';
    local $/;
    return scalar <$in> // '';
}


sub _serve {
    my ($self, $listener, $brain) = @_;
    my $select = IO::Select->new($listener);
    my %client;                         # by file number

    for (;;) {
        my ($soonest) = sort { $a <=> $b } map { $_->{due} // () } values %client;
        my $wait = defined $soonest ? $soonest - time : 1;
        my @ready = $select->can_read($wait < 0 ? 0 : $wait > 1 ? 1 : $wait);

        for my $fh (@ready) {
            if ($fh == $listener) {
                while (my $new = $listener->accept) {
                    $client{$new->fileno} = { fh => $new, in => '' };
                    $select->add($new);
                }
                next;
            }
            _take($self, $select, \%client, $client{$fh->fileno}, $brain);
        }

        for my $c (grep { defined $_->{due} && $_->{due} <= time } values %client) {
            _say($c, delete $c->{out});
            delete $c->{due};
            _gone($select, \%client, $c) if delete $c->{close};
        }
        exit 0 if getppid != $self->{owner};
    }
}

sub _gone {
    my ($select, $client, $c) = @_;
    $select->remove($c->{fh});
    delete $client->{$c->{fh}->fileno};
    close $c->{fh};
    return;
}

sub _say {
    my ($c, $bytes) = @_;
    $c->{fh}->blocking(1);
    print { $c->{fh} } $bytes;
    $c->{fh}->flush;
    $c->{fh}->blocking(0);
    return;
}

sub _take {
    my ($self, $select, $client, $c, $brain) = @_;
    my $n = sysread $c->{fh}, my $bytes, 65536;

    if (!$n) {
        return if !defined $n && $!{EAGAIN};
        _append("$self->{dir}/dropped", 'x') if $c->{busy};
        return _gone($select, $client, $c);
    }
    $c->{in} .= $bytes;
    return if $c->{in} !~ /\r\n\r\n/;
    my ($head, $body) = split /\r\n\r\n/, $c->{in}, 2;
    my ($length) = $head =~ /^content-length:\s*(\d+)/im;
    if ($head =~ /^expect:/im && !$c->{continued}++) {
        _say($c, "HTTP/1.1 100 Continue\r\n\r\n");
    }
    return if length $body < ($length // 0);
    $c->{in} = substr $body, $length // 0;
    $c->{continued} = 0;

    my $request = eval { $json->decode(substr $body, 0, $length) } // {};
    my ($path) = $head =~ /^\w+ (\S+)/;
    my ($key) = $head =~ /^authorization:\s*(.*?)\r?$/im;
    _append("$self->{dir}/requests", $json->encode({ %$request, _path => $path,
        _key => $key // '' }));
    my $reply = $brain->($request, _read("$self->{dir}/mode"));

    $c->{busy} = 1;
    return if $reply->{stall};
    ($c->{out}, $c->{close}) = _answer($request, $reply);
    $c->{due} = time + ($reply->{delay} // 0);
    $c->{busy} = 0 if !$reply->{delay};
    return;
}


# --- the wire -----------------------------------------------------------------

sub _answer {
    my ($request, $r) = @_;
    my $status = $r->{status} // 200;
    my ($type, $body) = ('application/json', '');

    if ($status != 200) {
        $body = $json->encode({ error => { message => 'scripted', type => 'server_error' } });
    } elsif (defined $r->{raw}) {
        $body = $r->{raw};
        $type = 'text/event-stream' if $request->{stream};
    } elsif ($request->{stream}) {
        ($type, $body) = ('text/event-stream', _stream($request, $r));
    } else {
        $body = $json->encode(_whole($request, $r));
    }
    my $length = length $body;
    $body = substr $body, 0, int(length($body) / 2) if $r->{cut};
    my @head = ("HTTP/1.1 $status Scripted", "Content-Type: $type",
        "Content-Length: $length", @{ $r->{headers} // [] });
    return (join("\r\n", @head, '', '') . $body, $r->{cut});
}

sub _calls {
    my ($r) = @_;
    my $i = 0;
    return map { {
        index => $i, id => 'call_' . ++$i, type => 'function',
        function => { name => $_->[0], arguments => ref $_->[1]
            ? JSON::PP->new->canonical->encode($_->[1]) : $_->[1] },
    } } @{ $r->{tools} // [] };
}

sub _whole {
    my ($request, $r) = @_;
    my @calls = _calls($r);
    return { id => 'chatcmpl-1', object => 'chat.completion', created => 1,
        model => $request->{model}, choices => [{ index => 0,
            message => { role => 'assistant', content => $r->{text},
                @calls ? (tool_calls => \@calls) : () },
            finish_reason => @calls ? 'tool_calls' : 'stop' }],
        usage => { prompt_tokens => 100, completion_tokens => 20, total_tokens => 120 } };
}

sub _stream {
    my ($request, $r) = @_;
    my @calls = _calls($r);
    my $chunk = sub {
        my ($delta, $finish) = @_;
        return 'data: ' . $json->encode({ id => 'chatcmpl-1', created => 1,
            object => 'chat.completion.chunk', model => $request->{model},
            choices => [{ index => 0, delta => $delta, finish_reason => $finish }] }) . "\n\n";
    };
    my @pieces = defined $r->{text} ? $r->{text} =~ /(.{1,12})/gs : ();
    return join '', $chunk->({ role => 'assistant', content => '' }),
        map({ $chunk->({ content => $_ }) } @pieces),
        map({ $chunk->({ tool_calls => [$_] }) } @calls),
        $chunk->({}, @calls ? 'tool_calls' : 'stop'),
        'data: ' . $json->encode({ id => 'chatcmpl-1', object => 'chat.completion.chunk',
            created => 1, model => $request->{model}, choices => [], usage => {
                prompt_tokens => 100, completion_tokens => 20, total_tokens => 120 } })
        . "\n\n", "data: [DONE]\n\n";
}

1;
