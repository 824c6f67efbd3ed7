package Relevo::Traffic;

# Customers of many accounts writing at once, and the provider that carries
# their messages: signed webhooks, repeated until they are answered 200.
#
#   my $t = Relevo::Traffic->new($world, accounts => 16, conversations => 50);
#   $t->begin(messages => 20, senders => 4, pause => 0.02);   # forks
#   $t->until(0.3);                            # 30 % of them were accepted
#   ... break things ...
#   $t->wait(120);                             # all messages were accepted
#   my @ledger = $t->ledger;                   # what was answered 200
#
# batch => 3: three messages of a conversation in one webhook; repeat => 2:
# every webhook is sent twice; text => sub { my ($i, $n) = @_; ... }.
# Without messages => they write until $t->enough, which waits for what is
# under way; $t->flows waits until some more were accepted.
#
# Every conversation's messages are sent one after the other, so the order of
# the ledger within a conversation is the order of acceptance.  A repeated
# webhook is the same bytes, as the provider sends it.

use strict;
use warnings;

use JSON::PP;
use POSIX ();
use Time::HiRes qw(time);

use Relevo::Http qw(post_signed);
use Relevo::Wait;
use Relevo::WhatsApp;

my $JSON = JSON::PP->new->canonical;
my $serial = 0;


sub new {
    my ($class, $world, %o) = @_;

    my $self = bless { world => $world, pids => [], conversations => 1,
                       accounts => [$world->account], pause => 0, batch => 1,
                       repeat => 1, expected => 0, serial => ++$serial,
                       text => sub { "n $_[1] of $_[0]" }, %o }, $class;
    $self->{accounts} = [$world->accounts($o{accounts})]
        if $o{accounts} && !ref $o{accounts};
    $self->{file} = $world->dir("ledger-$self->{serial}.jsonl");
    return $self;
}


# The i-th conversation: its account and its customer's number.
sub conversation {
    my ($self, $i) = @_;

    my @accounts = @{ $self->{accounts} };
    return ($accounts[$i % @accounts], sprintf '52155%d%06d', $self->{serial}, $i);
}


sub begin {
    my ($self, %o) = @_;

    my $senders = $o{senders} // 4;
    my $url = $self->{world}->url;
    my $secret = $self->{world}->secret('whatsapp_app');

    for my $sender (0 .. $senders - 1) {
        my $pid = fork // die "fork: $!";
        if (!$pid) {
            $SIG{PIPE} = 'IGNORE';
            local $SIG{USR1} = sub { $self->{enough} = 1 };
            my $status = eval { $self->_send($sender, $senders, $url, $secret, %o); 0 };
            print STDERR "# sender $sender: $@" unless defined $status;
            POSIX::_exit($status // 1);
        }
        push @{ $self->{pids} }, $pid;
    }

    $self->{sent} += $o{messages} // 0;
    $self->{expected} += $self->{conversations} * ($o{messages} // 0);
    return $self;
}


# The provider works: so many more messages were accepted.
sub flows {
    my ($self, $more, $timeout) = @_;

    my $n = $self->accepted + ($more // 1);
    wait_until { $self->accepted >= $n } $timeout // 30, 'traffic to flow';
    return $self;
}


# Ends traffic that was begun without an end; true: nobody gave up.
sub enough {
    my ($self, $timeout) = @_;

    kill 'USR1', @{ $self->{pids} };
    wait_until { !$self->running } $timeout // 60, 'the senders to end';
    return !$self->{failed};
}


# Waits until this part of the messages has been accepted: faults come at a
# point of the traffic, not of the clock.
sub until {
    my ($self, $part, $timeout) = @_;

    my $n = $part * $self->{expected};
    wait_until { $self->accepted >= $n } $timeout // 60,
        "$n messages to be accepted";
    return $self;
}


# One sender: its conversations, round by round, so that all are under way.
sub _send {
    my ($self, $sender, $senders, $url, $secret, %o) = @_;

    my $deadline = time + ($o{patience} // 180);
    my $first = 1 + ($self->{sent} // 0);
    my $last = $first - 1 + ($o{messages} // 1e9);

    for (my $n = $first; $n <= $last; $n += $self->{batch}) {
        my $end = $n + $self->{batch} - 1;
        $end = $last if $end > $last;

        for (my $i = $sender; $i < $self->{conversations}; $i += $senders) {
            return 0 if $self->{enough};
            my ($account, $from) = $self->conversation($i);
            my $body = wa_body({ account => $account }, map { wa_text(
                $self->{text}->($i, $_), from => $from, account => $account,
                id => $self->id($i, $_)) } $n .. $end);
            my ($tries, $cut) = $self->_deliver($url, $secret, $body, $deadline);

            $self->_note({ account => $account, from => $from, n => $_,
                id => $self->id($i, $_), tries => $tries, cut => $cut, at => time })
                for $n .. $end;
            $self->_deliver($url, $secret, $body, $deadline)
                for 2 .. $self->{repeat};
            my $pause = $o{pause} // $self->{pause};
            select undef, undef, undef, $pause if $pause;
        }
    }
}


# Provider id of the n-th message of the i-th conversation
sub id { my ($self, $i, $n) = @_; return "wamid.$self->{serial}.$i.$n" }


# As the provider does: anything but a whole 200 is sent again.  How often it
# was sent, and how often without any answer.
sub _deliver {
    my ($self, $url, $secret, $body, $deadline) = @_;

    my $cut = 0;
    for (my $try = 1;; $try++) {
        my $r = eval { post_signed($url, '/webhooks/whatsapp', $secret, $body) };
        return ($try, $cut) if $r && ($r->{status} // 0) == 200;
        $cut++ unless $r && $r->{status};
        die "not accepted before the deadline, last: "
            . ($r ? $r->{status} : $@ || 'closed') . "\n" if time > $deadline;
        select undef, undef, undef, 0.02 * ($try > 10 ? 10 : $try);
    }
}


sub _note {
    my ($self, $entry) = @_;

    open my $out, '>>', $self->{file} or die "$self->{file}: $!";
    syswrite $out, $JSON->encode($entry) . "\n";      # one write: never torn
}


sub ledger {
    my ($self) = @_;

    open my $in, '<', $self->{file} or return;
    return map { $JSON->decode($_) } <$in>;
}


sub accepted {
    my ($self) = @_;

    open my $in, '<', $self->{file} or return 0;
    my $seen = $self->{seen} //= { at => 0, n => 0 };
    seek $in, $seen->{at}, 0;
    $seen->{at} += read $in, my $new, -s $in;   # asked for many times a second
    return $seen->{n} += $new =~ tr/\n//;
}


# How often nobody answered: refused, or cut off.  A 503 is an answer: Redis was
# late, as it may be on a machine that stands still for a moment.
sub cut {
    my ($self) = @_;

    my $n = 0;
    $n += $_->{cut} for $self->ledger;
    return $n;
}


# How often senders had to repeat a webhook
sub repeats {
    my ($self) = @_;

    my $n = 0;
    $n += $_->{tries} - 1 for $self->ledger;
    return $n;
}



sub running {
    my ($self) = @_;

    $self->{pids} = [grep { waitpid($_, POSIX::WNOHANG()) == 0
        || do { $self->{failed}++ if $?; 0 } } @{ $self->{pids} }];
    return scalar @{ $self->{pids} };
}


# All senders have ended and all their messages were accepted.
sub wait {
    my ($self, $timeout) = @_;

    wait_until { !$self->running } $timeout, 'the senders to end';
    return !$self->{failed} && $self->accepted == $self->{expected};
}


sub DESTROY {
    my ($self) = @_;

    kill 'KILL', @{ $self->{pids} };
}

1;
