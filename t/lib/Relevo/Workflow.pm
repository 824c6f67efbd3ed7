package Relevo::Workflow;

# What tests of media share: definitions of workflows in a few words, rows of
# core.media by the customer's number.
#
#   my $path = workflow($w, steps(task('Look', output => {..}), attach()));
#   media_of($w, '5215550001')->{state}

use strict;
use warnings;
use Exporter 'import';
use JSON::PP;

our @EXPORT = qw(workflow steps task attach media_of);

my $serial = 0;


# Writes a definition into the world; its path.
sub workflow {
    my ($w, $definition) = @_;
    return $w->write_file(sprintf('workflow%d.json', ++$serial),
                          JSON::PP->new->utf8->canonical->pretty->encode($definition));
}


# States one after the other; the last one ends the machine.
sub steps {
    my @states = @_;
    my %states;

    for my $i (0 .. $#states) {
        my $state = { %{ $states[$i] } };
        my $name = delete $state->{name};
        if ($i < $#states) { $state->{Next} = $states[$i + 1]{name} }
        else               { $state->{End} = JSON::PP::true }
        $states{$name} = $state;
    }
    return { StartAt => $states[0]{name}, States => \%states };
}


# A relevo:test state: task('Name', {fields of the state}, what it does).
sub task {
    my ($name, @does) = @_;
    my $fields = ref $does[0] ? shift @does : {};
    return { name => $name, Type => 'Task', Resource => 'relevo:test',
             Parameters => { what => $name, @does }, %$fields };
}


# relevo:attach of what the state before has left, or of an analysis.
sub attach {
    my (%analysis) = @_;
    return { name => 'Attach', Type => 'Task', Resource => 'relevo:attach',
             %analysis ? (Parameters => \%analysis) : () };
}


sub media_of {
    my ($w, $from) = @_;
    return $w->pg->row('select m.* from core.media m join core.identity i
        on i.tenant_id = m.tenant_id and i.conversation_id = m.conversation_id
        where i.value = $1 order by m.id desc limit 1', $from) // { state => '' };
}

1;
