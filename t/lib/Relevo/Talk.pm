package Relevo::Talk;

# A conversation with the worker over a web chat account, without nginx: the
# record goes into the stream as nginx would append it (common/record.h), the
# reply is read from the database, with the decision behind it.
#
#   my $talk = Relevo::Talk->new($w, 'shop');
#   my $t = $talk->turn('ana', 'hola');     # text, c, reason, decision
#   $talk->say('ana', 'hola');              # does not wait

use strict;
use warnings;

use JSON::PP;

use Relevo::Record;
use Relevo::Wait;

my $serial = 0;


sub new {
    my ($class, $w, $account) = @_;

    return bless { w => $w, account => $account,
        partition => partition_of($account, $w->{partitions} // 16) }, $class;
}


# text: characters
sub say {
    my ($self, $visitor, $text) = @_;

    my $id = ++$serial;
    my $payload = JSON::PP->new->utf8->encode({ id => "m$id", text => $text });
    my $request = sprintf '%032x', $id;
    my $head = join '', 'webchat', $self->{account}, $request, $visitor;
    my $record = pack('CCvvvQ<CCCCvv', 1, 1, 0, $self->{partition},
        24 + length $head, time * 1_000_000, length 'webchat',
        length $self->{account}, length $request, 0, length $visitor, 0)
        . $head . $payload;
    $self->{w}->redis->cmd('XADD', "relevo:{$self->{partition}}:in", '*',
        'r', $record);
}


sub conversation {
    my ($self, $visitor) = @_;

    return $self->{w}->pg->row(q{select c.* from core.conversation c
        join core.identity i on i.contact_id = c.contact_id
        join core.account a on a.id = c.account_id
        where i.value = $1 and a.account = $2}, $visitor, $self->{account});
}


# Says it and waits until the turn is done.
sub turn {
    my ($self, $visitor, $text) = @_;

    my $before = ($self->conversation($visitor) // {})->{done_seq} // 0;
    $self->say($visitor, $text);
    wait_until { (($self->conversation($visitor) // {})->{done_seq} // 0)
        > $before } 20, 'the turn';
    return $self->last($visitor);
}


sub last {
    my ($self, $visitor) = @_;

    my $pg = $self->{w}->pg;
    my $c = $self->conversation($visitor);
    my $t = $pg->row(q{select * from core.turn where conversation_id = $1
        order by to_seq desc limit 1}, $c->{id});
    my @out = $pg->rows(q{select text from core.message
        where conversation_id = $1 and direction = 'out' and seq = $2
        order by ord}, $c->{id}, $c->{done_seq});
    return { text => join('|', map { $_->{text} } @out), c => $c,
             reason => $t->{reason},
             decision => ref $t->{decision} ? $t->{decision}
                         : decode_json($t->{decision} // '{}') };
}

1;
